// The part of the client that the pages use (its README).
declare module 'ncalayer-js-client' {
  export class NCALayerClient {
    static readonly basicsStorageAll: null;
    static readonly basicsCMSParamsDetached: object;
    static readonly basicsSignerSignAny: object;
    /** Rejects where NCALayer does not run. */
    connect(): Promise<string>;
    /** The signature as base64. */
    basicsSignCMS(
      storages: string[] | null,
      data: ArrayBuffer,
      signing: object,
      signer: object,
    ): Promise<string | string[]>;
  }
}

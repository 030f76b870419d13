// Files that the bundle carries as they are (wrangler.toml, rules).
declare module '*.yaml' {
  const text: string;
  export default text;
}
declare module '*.ttf' {
  const bytes: ArrayBuffer;
  export default bytes;
}

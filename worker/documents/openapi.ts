// The description of the interface for programs: the addresses from content/openapi.json, the form from its own schema.

import * as z from 'zod/mini';
import description from '#content/openapi.json';
import { formSchema } from '#rules/application.schema';

export const openApi = (): object => ({
  ...description,
  components: {
    ...description.components,
    schemas: {
      ...description.components.schemas,
      ApplicationForm: z.toJSONSchema(formSchema, { io: 'input', unrepresentable: 'any' }),
    },
  },
});

// JSON as a type: what a journal record may hold.
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

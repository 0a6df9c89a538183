declare const IDEOMIX_VERSION: string;
/** The version of this package. */
export const version: string = IDEOMIX_VERSION;

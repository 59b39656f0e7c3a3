// The injection tokens of the parts that every module needs.
export const kernelToken = Symbol('Kernel');
export const documentsToken = Symbol('DocumentStore');
export const loggerToken = Symbol('Logger');
/** 32 bytes; keys for single purposes are derived from it. */
export const masterKeyToken = Symbol('MasterKey');

/** What a subscription is taken out for, and the first part of every path. */
export type Product = 'collection' | 'disbursement' | 'remittance';

export const products: readonly Product[] = ['collection', 'disbursement', 'remittance'];

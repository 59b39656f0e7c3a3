/** What a subscription is taken out for at MTN, and the first part of every path there. */
export type MomoProduct = 'collection' | 'disbursement' | 'remittance';

export const products: readonly MomoProduct[] = ['collection', 'disbursement', 'remittance'];

/** Whose account a transaction moves: one for each product at MTN, and one for everything at Airtel. */
export type Product = MomoProduct | 'airtel';

export const accounts: readonly Product[] = [...products, 'airtel'];

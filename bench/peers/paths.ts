/** The upstream calls that every peer makes, so that all of them ask for the same. */
export const paths = {
  customer: (id: string) => `/v2/customer/${id}`,
  customersByIds: (ids: readonly string[]) =>
    `/v2/customer?search=id=in=(${ids.join(',')})&page_number=1&page_size=${ids.length}`,
  customers: (limit: number) => `/v2/customer?search=all&page_number=1&page_size=${limit}`,
  merchantCustomers: (limit: number) => `/v2/customers?limit=${limit}&offset=0`,
  paymentMethods: (id: string) => `/v2/customers/${id}/payment-methods`,
  profileCustomers: (limit: number) => `/v1/profiles/p/customers?page=0&size=${limit}`,
  registeredCustomer: (id: string) => `/customers/${id}`,
};

/** What the upstream answers, as far as peers read it. */
export interface Customer {
  readonly id: string;
  readonly company_name: string;
  readonly email_address: string;
  readonly phone_number: string;
  readonly entity_id: string;
  readonly billing: Record<'first_name' | 'last_name' | 'city' | 'country_code', string>;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface PaymentMethod {
  readonly id: string;
  readonly customer_uuid: string;
  readonly masked_pan: string;
  readonly expiration_date: string;
  readonly expired: boolean;
}

export interface MerchantCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly country: string;
  readonly zip_code: string;
  readonly created_at: string;
}

export interface ProfileCustomer {
  readonly id: string;
  readonly email: string;
  readonly company: string;
}

export interface RegisteredCustomer {
  readonly identifier: string;
  readonly email: string;
  readonly phoneNumber: string;
}

export interface Envelope<Item> {
  readonly data: readonly Item[];
}

/** One mailbox, however its address is typed; null: it is no address. */
export function plainEmail(typed: string): string | null {
  const email = typed.trim().normalize('NFKC').toLowerCase();
  return email.length <= 200 && emailForm.test(email) ? email : null;
}

const emailForm = /^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u;

import type { PersonalData } from '../../src/kernel/personal-data/personal-data.js';

/** Destroys the key under which the subject's data is sealed now, as an erasure does. How many there were: one or none. */
export async function destroyKeyOf(
  subject: string,
  personalData: Pick<PersonalData, 'keyIdOf' | 'destroy'>,
): Promise<number> {
  const keyId = await personalData.keyIdOf(subject);
  if (keyId === null) return 0;
  await personalData.destroy([{ subject, keyId }]);
  return 1;
}

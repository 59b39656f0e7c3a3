import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { OneTimeCodes } from './one-time-codes.js';
import { Passkeys } from './passkeys.js';
import { PasswordHashing } from './password-hashing.js';
import { Sessions } from './sessions.js';
import { SignIns, type Failures } from './sign-in.js';
import { Users } from './users.js';

/** The parts of this module: who there is, where they are signed in, and how they get in. */
export class People {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;

  constructor(
    readonly kernel: Kernel,
    readonly documents: DocumentStore,
    personalData: PersonalData,
    failures: Failures,
    hashes: KeyedHash,
    readonly settings: { readonly publicBaseUrl: string; readonly organisation: string },
  ) {
    const { publicBaseUrl, organisation } = settings;
    this.users = new Users(kernel, documents, personalData, hashes);
    this.sessions = new Sessions(kernel);
    this.signIns = new SignIns(
      kernel,
      this.users,
      this.sessions,
      new PasswordHashing(),
      new OneTimeCodes(organisation),
      new Passkeys(publicBaseUrl, organisation),
      failures,
      hashes,
    );
  }

  async start(): Promise<void> {
    await this.sessions.start();
    await this.users.start();
  }

  async stop(): Promise<void> {
    await this.sessions.stop();
    await this.users.stop();
  }

  linkOf(token: string): string {
    return `${this.settings.publicBaseUrl}/invite/${token}`;
  }

  /** Of the first administrator; null: there is somebody already. */
  async firstLink(): Promise<string | null> {
    const token = await this.users.firstLink();
    return token === null ? null : this.linkOf(token);
  }
}

import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  AllClients,
  ClientById,
  ClientKeyIssued,
  RegisterClient,
  RevokeClient,
  RotateClientKey,
} from './client.commands.js';
import type { Client } from './client.decider.js';
import { Clients, type Issued } from './clients.js';

@CommandHandler(RegisterClient)
export class RegisterClientHandler implements ICommandHandler<RegisterClient> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  execute({ name, roles, owner, keyEndsAt, by, once }: RegisterClient): Promise<Issued> {
    return this.clients.register(name, roles, by, { owner, keyEndsAt }, once);
  }
}

@CommandHandler(RotateClientKey)
export class RotateClientKeyHandler implements ICommandHandler<RotateClientKey> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  execute({ clientId, terms, by, once }: RotateClientKey): Promise<Issued> {
    return this.clients.rotate(clientId, terms, by, once);
  }
}

@CommandHandler(RevokeClient)
export class RevokeClientHandler implements ICommandHandler<RevokeClient> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  execute({ clientId, force, by }: RevokeClient): Promise<void> {
    return this.clients.revoke(clientId, { force }, by);
  }
}

@QueryHandler(ClientById)
export class ClientByIdHandler implements IQueryHandler<ClientById> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  execute({ clientId }: ClientById): Promise<Client> {
    return this.clients.find(clientId);
  }
}

@QueryHandler(ClientKeyIssued)
export class ClientKeyIssuedHandler implements IQueryHandler<ClientKeyIssued> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  execute({ clientId, once }: ClientKeyIssued): Promise<Issued | null> {
    return this.clients.issued(clientId, once);
  }
}

@QueryHandler(AllClients)
export class AllClientsHandler implements IQueryHandler<AllClients> {
  constructor(@Inject(Clients) private readonly clients: Clients) {}

  async execute(): Promise<readonly Client[]> {
    return this.clients.all();
  }
}

export const clientHandlers = [
  RegisterClientHandler,
  RotateClientKeyHandler,
  RevokeClientHandler,
  ClientByIdHandler,
  ClientKeyIssuedHandler,
  AllClientsHandler,
];

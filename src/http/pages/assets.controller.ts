import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { assets } from './assets.js';

/** What pages load. Browsers keep it for a year and do not ask again. */
@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':name')
  find(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const asset = assets.get(name);
    if (asset === undefined) throw new NotFoundException();
    void reply.header('content-type', asset.type).header('cache-control', 'public, max-age=31536000, immutable');
    return asset.body;
  }
}

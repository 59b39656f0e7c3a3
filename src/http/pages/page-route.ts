import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

const marksPage = 'isPage';
/** In the `config` of a route that takes the fields of an HTML form. */
export const takesForm = 'takesForm';

/** A route that answers a person with HTML, refusals included. It is no part of the OpenAPI document. */
export const PageRoute = () => applyDecorators(RouteConfig({ [marksPage]: true }), ApiExcludeEndpoint());

/** The same for what a form sends. */
export const FormRoute = () =>
  applyDecorators(RouteConfig({ [marksPage]: true, [takesForm]: true }), ApiExcludeEndpoint());

export const isPageRoute = ({ routeOptions }: FastifyRequest): boolean => marksPage in (routeOptions.config ?? {});

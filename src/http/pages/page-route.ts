import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

const marksPage = 'isPage';
/** In the `config` of a route that takes the fields of an HTML form. */
export const takesForm = 'takesForm';

/** In the `config` of a route that takes an HTML form with a file. */
export const takesFileForm = 'takesFileForm';

/** A route that answers a person with HTML, refusals included. It is no part of the OpenAPI document. */
export const PageRoute = () => applyDecorators(RouteConfig({ [marksPage]: true }), ApiExcludeEndpoint());

/** The same for what a form sends. */
export const FormRoute = () =>
  applyDecorators(RouteConfig({ [marksPage]: true, [takesForm]: true }), ApiExcludeEndpoint());

/** The same for what a form with a file sends (`withFile`). */
export const FileFormRoute = () =>
  applyDecorators(RouteConfig({ [marksPage]: true, [takesForm]: true, [takesFileForm]: true }), ApiExcludeEndpoint());

/** For people who have given their password, and not shown the second factor yet. */
const comesBefore = 'comesBeforeSecondFactor';
export const BeforeSecondFactorPage = () =>
  applyDecorators(RouteConfig({ [marksPage]: true, [comesBefore]: true }), ApiExcludeEndpoint());
export const BeforeSecondFactorForm = () =>
  applyDecorators(RouteConfig({ [marksPage]: true, [takesForm]: true, [comesBefore]: true }), ApiExcludeEndpoint());

export const isBeforeSecondFactor = ({ routeOptions }: FastifyRequest): boolean =>
  comesBefore in (routeOptions.config ?? {});
export const takesFormOf = ({ routeOptions }: FastifyRequest): boolean => takesForm in (routeOptions.config ?? {});
export const isPageRoute = ({ routeOptions }: FastifyRequest): boolean => marksPage in (routeOptions.config ?? {});

import { DamagedDocumentError } from '@second-story/sync'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { describeError } from './logging.ts'
import { Problem, type ProblemCode, problemDetails } from './problems.ts'

/** The one place where whatever went wrong becomes an answer: problem details, and never an inside. */
export function answerErrors(app: FastifyInstance, { isSaving }: { isSaving: () => boolean }): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const [code, detail] = explain(error, isSaving())
    if (code === 'unexpected') request.log.error({ ...describeError(error), route: request.routeOptions.url }, 'request failed')
    return sendProblem(reply, code, detail)
  })
  app.setNotFoundHandler((request, reply) => sendProblem(reply, 'not-found', noSuchAddress(request)))
}

export function sendProblem(reply: FastifyReply, code: ProblemCode, detail: string): FastifyReply {
  const body = problemDetails(code, detail)
  // As text: the route's own response schema is for what goes well.
  return reply.code(body.status).type('application/problem+json').serializer(String).send(JSON.stringify(body))
}

function noSuchAddress(request: FastifyRequest): string {
  return `The server has no ${request.method} here. /api/openapi.json lists all there is.`
}

function explain(error: FastifyError, isSaving: boolean): [ProblemCode, string] {
  if (error instanceof Problem) return [error.code, error.message]
  if (error instanceof DamagedDocumentError)
    return ['damaged', 'It can be read, and not be written until it is repaired. Tell whoever runs this server.']
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext ?? 'request'
    const faults = error.validation.map(({ instancePath, message }) => {
      const field = instancePath.split('/').filter(Boolean).join('.')
      return `${field === '' ? where : field}: ${message ?? 'not understood'}`
    })
    return ['invalid-request', `${faults.slice(0, 5).join('. ')}.`]
  }
  switch (error.statusCode ?? 500) {
    case 400:
      return ['invalid-request', 'The body must be JSON, sent as application/json.']
    case 404:
      return ['not-found', 'Check the address.']
    case 413:
      return ['too-large', 'Send less in one request.']
    case 415:
      return ['not-json', 'Send JSON, with the header content-type: application/json.']
    case 429:
      return ['too-many-requests', error.message]
    default:
      // Whatever failed just then, this is what people can be told that helps.
      if (!isSaving) return ['not-saving', 'Try again in a moment. Tell whoever runs this server: its disk may be full.']
      return ['unexpected', 'Please try again. If it stays like this, tell whoever runs this server; its log has the details.']
  }
}

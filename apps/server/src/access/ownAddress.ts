import type { FastifyRequest } from 'fastify'

/** The origin that people reach this server at: as the operator says, or else as this request did. */
export function ownAddress({ protocol, host }: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${protocol}://${host}`
}

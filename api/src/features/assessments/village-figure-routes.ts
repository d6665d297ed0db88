import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { forbidden } from '../../errors.js'
import { requireEditable } from './change-values.js'
import { changeVillageFigures } from './change-village-figures.js'
import { findVillageFigures } from './find-village-figures.js'
import { canEdit } from './policy.js'
import { presentVillageFigures } from './present-village-figures.js'
import { patchVillageFiguresRoute, readVillageFiguresRoute } from './schemas.js'
import type { SheetDoor } from './sheet-door.js'

/** What a commune collects from its villages (thôn, làng) in a month; mounted with the other routes of sheets. */
export const villageFigureRoutes: FastifyPluginAsyncTypebox<{ door: SheetDoor }> = async (app, { door }) => {
  app.get('/:unit/:period/village-figures', readVillageFiguresRoute, async (request, reply) => {
    const { sheet, set, viewer } = await door.readSheet(request, { ...request.params, ...request.query })
    reply.header('etag', `"${sheet.version}"`)
    return presentVillageFigures(sheet, set, await findVillageFigures(app.db, sheet), viewer)
  })

  app.patch('/:unit/:period/village-figures', patchVillageFiguresRoute, (request, reply) =>
    door.changeSheet(
      request,
      reply,
      { ...request.params, kind: 'edit' },
      async ({ tx, sheet, set, viewer, writing, checkVersion }) => {
        if (!canEdit(viewer.actor, sheet)) throw forbidden()
        checkVersion()
        requireEditable(sheet, viewer.today)
        return { event: await changeVillageFigures(tx, sheet, set, request.body, writing) }
      },
      async ({ tx, sheet, set, viewer }) =>
        presentVillageFigures(sheet, set, await findVillageFigures(tx, sheet), viewer),
    ),
  )
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { CriteriaSet } from '@ntm/shared/criteria/definition'
import type { CriteriaSetFile } from '@ntm/shared/criteria/set-file-wire'
import { notFound } from '../../errors.js'
import { requireActor } from '../../plugins/actor.js'
import { claimCatalogues, forgetCatalogues, listCatalogues } from '../criteria/queries.js'
import { presentSetFile } from './present-file.js'
import { planPublication } from './publish-set.js'
import { listSetThresholds } from './queries.js'
import { exportSetRoute, publishSetRoute } from './schemas.js'
import { publishSet } from './write-publication.js'

/** A criteria set as one file, out and in; mounted with the other routes of the upkeep. */
export const setFileRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const now = () => ({ today: app.clock.today(), period: app.clock.currentPeriod() })

  app.get('/:code/file', exportSetRoute, async (request, reply) => {
    const set = (await listCatalogues(app.db)).find(({ code }) => code === request.params.code)
    if (!set) throw notFound('criteria_set_not_found')
    reply.header('content-disposition', `attachment; filename="${set.code}.json"`)
    return presentSetFile(set, await listSetThresholds(app.db, set.id), app.clock.today()) as CriteriaSetFile
  })

  app.post('/', publishSetRoute, async (request, reply) => {
    requireActor(request)
    const file = compose(request.body)
    if (request.query.dryRun === true) {
      return planPublication(app.db, { sets: await listCatalogues(app.db), file, ...now() })
    }
    const answer = await request.commitChange(reply, async (tx) => {
      const plan = await planPublication(tx, { sets: await claimCatalogues(tx), file, ...now() })
      await publishSet(tx, file, plan.previous?.code)
      const { code, validFrom, previous, counts, differences } = plan
      const event = {
        action: 'criteria.published',
        subject: { kind: 'criteria', key: code },
        old: previous,
        new: { validFrom, ...counts, differences: differences.length },
      }
      return { body: { ...plan, dryRun: false }, status: 201, event }
    })
    forgetCatalogues(app.db)
    return answer
  })
}

/** Text is kept composed (NFC), whatever program wrote the file. */
function compose(file: CriteriaSetFile): CriteriaSet {
  return JSON.parse(JSON.stringify(file).normalize('NFC')) as CriteriaSet
}

import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SHIPPED_PARAMETERS } from '../../../core/localise/parameters.ts';
import type { Sign } from '../../../core/localise/request.ts';
import { agreementReads, decideRates } from '../../api/agreement.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { AgreementPanel } from './agreement.view.tsx';
import { words } from './words.ts';

/** How far the clinic's examiners agree, for its owners, who decide, and for researchers. */
export function AgreementPage(): ReactElement {
  const session = useQuery(sessionReads.session).data;
  const agreement = useQuery(agreementReads.agreement);
  const atlas = useQuery(atlasQuery);
  const deciding = useMutation({
    mutationFn: async (signs: readonly Sign[]) =>
      agreement.data === undefined ? undefined : decideRates(agreement.data, signs),
  });
  const { data, error } = agreement;
  if (data === undefined || atlas.data === undefined || session === undefined || !('actor' in session))
    return error === null ? (
      <Loading what={words.loading} />
    ) : (
      <Failed
        title={words.failed}
        action={<Button onPress={() => void agreement.refetch()}>{words.retry}</Button>}
      >
        {error.message}
      </Failed>
    );
  const failure = deciding.data?.ok === false ? deciding.data.error : undefined;
  return (
    <AgreementPanel
      // What was ticked belongs to the numbers and decisions that were on the screen.
      key={`${data.decisions.length} ${JSON.stringify(data.counts)}`}
      agreement={data}
      parameters={SHIPPED_PARAMETERS}
      sources={atlas.data.sources}
      isOwner={session.actor.role === 'owner' || session.actor.owns === true}
      isBusy={deciding.isPending}
      said={failure === undefined ? undefined : words.failure(failure)}
      onDecide={(signs) => deciding.mutate(signs)}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { atlasQuery } from '../../api/atlas.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { AtlasView, type Choice } from './atlas.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/atlas');

/** The atlas browser. What is looked at stands in the address. */
export function AtlasPage(): ReactElement {
  const atlas = useQuery(atlasQuery);
  const choice: Choice = route.useSearch();
  const navigate = route.useNavigate();
  if (atlas.data !== undefined)
    return (
      <AtlasView
        atlas={atlas.data}
        choice={choice}
        onChoose={(next) => void navigate({ search: next, resetScroll: false })}
      />
    );
  if (atlas.error === null) return <Loading what={words.loading} />;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void atlas.refetch()}>{words.retry}</Button>}>
      {words.failedText}
    </Failed>
  );
}

import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Checks } from './Checks.tsx';

const all = ['north', 'south', 'west'] as const;

function Winds({ onChange }: { onChange: (chosen: string[]) => void }) {
  const [chosen, setChosen] = useState<(typeof all)[number][]>(['west']);
  return (
    <Checks
      title="Winds"
      all={all}
      chosen={chosen}
      name={(wind) => `from the ${wind}`}
      onChange={(to) => {
        setChosen(to);
        onChange(to);
      }}
    />
  );
}

test('what is chosen stands in the order of all, whichever was pressed first', async () => {
  const came: string[][] = [];
  render(<Winds onChange={(chosen) => came.push(chosen)} />);
  expect(screen.getByRole('group', { name: 'Winds' })).toBeTruthy();
  await userEvent.click(screen.getByRole('checkbox', { name: 'from the south' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'from the north' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'from the south' }));
  expect(came).toEqual([
    ['south', 'west'],
    ['north', 'south', 'west'],
    ['north', 'west'],
  ]);
});

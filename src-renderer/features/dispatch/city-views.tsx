import { useLocation } from 'wouter';
import { ChoiceGroup } from '../../components/choice-group';

/** The two views of the city picture, each with an address of its own. */
export function CityViews({ view, period }: { view: 'table' | 'charts'; period: string }) {
  const [, navigate] = useLocation();
  return (
    <ChoiceGroup
      label="全市怎样看"
      options={[
        { value: 'table', label: '总览' },
        { value: 'charts', label: '图表' },
      ]}
      value={view}
      onChange={(next) =>
        navigate(next === 'charts' ? `/dispatch/charts?period=${period}` : `/dispatch?period=${period}`)
      }
    />
  );
}

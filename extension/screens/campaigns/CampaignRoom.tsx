import { RoomHead } from '../app/RoomHead.tsx';

export default function CampaignRoom({ id }: { id: string }) {
  return <RoomHead title={id} />;
}

/** Answers LinkedIn's addresses with our practice pages: LinkedIn's shape, invented people, LinkedIn's strict content security. */
import { practiceAnswer } from '../../server/src/practice/pages.ts';

export function answerAsLinkedin(address: string): { status: number; contentType: string; headers: Record<string, string>; body: string } {
  const { pathname } = new URL(address);
  return practiceAnswer(pathname, { base: '' });
}

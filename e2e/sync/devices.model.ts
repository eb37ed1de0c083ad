import { agreeManyTimes } from './many.ts';

agreeManyTimes(0);

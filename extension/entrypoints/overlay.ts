/** Brought by the background to pages of a kind that we read (entrypoints/detector.ts), once in a document. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountOverlay } from '../overlay/mount.tsx';

export default defineUnlistedScript(() => mountOverlay());

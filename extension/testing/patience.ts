/** How long a test waits for what is to come, where it does not say so itself: a busy machine is no fault of what is tested. */
import { configure } from '@testing-library/react';
import { vi } from 'vitest';

const patienceMs = 60_000;

configure({ asyncUtilTimeout: patienceMs });

const { waitFor } = vi;
vi.waitFor = (act, options = {}) => waitFor(act, typeof options === 'number' ? options : { timeout: patienceMs, ...options });

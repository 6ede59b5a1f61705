import { memoryStore } from '../../src/store/memory.ts';
import { storeContract } from './contract.ts';

storeContract('memory', () => {
  const store = memoryStore();
  return Promise.resolve({ store, close: () => store.close() });
});

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './app.tsx';
import { createGraphClient } from './graph/client.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no place for the console.');

createRoot(root).render(
  <StrictMode>
    <Provider value={createGraphClient('/graphql')}>
      <App />
    </Provider>
  </StrictMode>,
);

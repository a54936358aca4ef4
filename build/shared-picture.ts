/** Where the page will stand, as LAB_URL=https://lab.example/ says: sites that show a shared link want its picture by a whole address. */
import type { Plugin } from 'vite';

export const sharedPicture: Plugin = {
  name: 'shared-picture',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => (process.env.LAB_URL ? html.replace('./og.png', new URL('og.png', process.env.LAB_URL).href) : html),
  },
};

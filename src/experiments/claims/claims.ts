import { mineClaims } from "./mine";
import type { PublishedClaim } from "./publishedClaim";
import { simclrClaims } from "./simclr";
import { simclrv2Claims } from "./simclrv2";

/** Every claim that the workbook is about, in the order of the papers: what "complete" means. */
export const publishedClaims: readonly PublishedClaim[] = [...simclrClaims, ...simclrv2Claims, ...mineClaims];

// Work for another day: what is written down, talked over and improved when the incident is over. It holds no step, no alert and no remedy of tonight.
import { around, ofSection } from './sections.ts';

const afterwards =
  /^(?:\d+[.)]?\s*)?post-?\s?(?:incident|mortem|recovery|rollback|restore|outage|resolution|failover)\b|\bfollow[- ]?ups?\b|\b(?:process|monitoring|alerting|future|planned|preventive|long[- ]term) (?:improvements?|work|enhancements?|tasks)\b|\b(?:permanent|long[- ]term|lasting) (?:fix(?:es)?|solutions?|remed(?:y|ies|iation)|measures?|actions?)\b|\b(?:improvements?|lessons learned|retrospective|prevention)\b/i;
const tonight =
  /\b(?:verif\w*|validat\w*|health|smoke|checks?|rollback procedure|resolution|remediation|diagnos\w*)\b/i;

/** By the nearest title that says either: "Post-Rollback Actions" is for later, "Immediate Verification" in it is not. */
export const isLaterWork = ofSection((document, section): boolean => {
  for (const { title } of around(document, section)) {
    if (afterwards.test(title)) return true;
    if (tonight.test(title)) return false;
  }
  return false;
});

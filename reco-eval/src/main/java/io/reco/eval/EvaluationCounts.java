package io.reco.eval;

/**
 * How many characters stand behind the numbers.
 *
 * @param characters characters with test events
 * @param withoutRelevant of these, characters without a relevant track
 * @param withoutList of these, characters with an empty list
 * @param fallbackServed of these, characters whose list does not rest on their own history
 * @param shortLists of these, characters with fewer items than the list length
 * @param seenTruthDropped relevant test tracks left out because the character has them in training (unseen-only)
 * @param seenShown recommended tracks that the character has in training although only unseen ones were asked for; anything
 *     but 0 is an error of the recommender
 */
public record EvaluationCounts(
        int characters,
        int withoutRelevant,
        int withoutList,
        int fallbackServed,
        int shortLists,
        int seenTruthDropped,
        int seenShown) {}

package io.reco.core.recommend;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer: tracks in the order in which they are shown. A model gives them by score descending and then raw id ascending by code
 * point, with the filled ones at the end; rules may place them otherwise, so do not sort again.
 *
 * @param characterId raw id of the character asked for; empty when the query had none
 * @param items the tracks, each at most once
 * @param basis what the first part of the list rests on; tracks filled in below it carry another
 *     {@link Recommendation#source}
 * @param filled how many tracks of the list were filled in by the fallback because the model had no opinion on
 *     more; all of them when the model knew nothing
 * @param unknownIds how many distinct ids of the query (character, history, exclusions) the model does not know
 */
public record RecommendationList(
        Optional<String> characterId, List<Recommendation> items, Basis basis, int filled, int unknownIds) {

    /** Copies the list; refuses a track that occurs twice. */
    public RecommendationList {
        items = List.copyOf(items);
        Set<String> seen = new HashSet<>(items.size() * 2);
        for (Recommendation item : items) {
            if (!seen.add(item.trackId())) {
                throw new IllegalArgumentException("track '" + item.trackId() + "' occurs twice");
            }
        }
    }

    /** Number of tracks. */
    public int size() {
        return items.size();
    }

    /** Raw ids in the order of the list. */
    public List<String> trackIds() {
        return items.stream().map(Recommendation::trackId).toList();
    }

    /** A copy with other tracks. */
    public RecommendationList withItems(List<Recommendation> newItems) {
        return new RecommendationList(characterId, newItems, basis, Math.min(filled, newItems.size()), unknownIds);
    }
}

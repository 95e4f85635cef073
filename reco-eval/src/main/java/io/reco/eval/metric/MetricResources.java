package io.reco.eval.metric;

import org.jspecify.annotations.Nullable;

/**
 * What metrics beyond accuracy know about items, all of it from the training part or the catalogue. A null means that it is
 * not available; asking for a metric that needs it fails with its name.
 *
 * @param popularity training popularity
 * @param artists main artist per item
 * @param tags weighted tags per item
 * @param vectors similarity of items by content or embedding
 * @param items number of items of the catalogue
 */
public record MetricResources(
        @Nullable Popularity popularity,
        @Nullable ItemGroups artists,
        @Nullable ItemTags tags,
        @Nullable ItemSimilarity vectors,
        @Nullable Integer items) {

    /** {@return resources with nothing in them: enough for every metric of accuracy} */
    public static MetricResources none() {
        return new MetricResources(null, null, null, null, null);
    }

    /**
     * {@return a copy with popularity}
     *
     * @param value training popularity
     */
    public MetricResources withPopularity(Popularity value) {
        return new MetricResources(value, artists, tags, vectors, items);
    }

    /**
     * {@return a copy with artists}
     *
     * @param value main artist per item
     */
    public MetricResources withArtists(ItemGroups value) {
        return new MetricResources(popularity, value, tags, vectors, items);
    }

    /**
     * {@return a copy with tags}
     *
     * @param value weighted tags per item
     */
    public MetricResources withTags(ItemTags value) {
        return new MetricResources(popularity, artists, value, vectors, items);
    }

    /**
     * {@return a copy with item vectors}
     *
     * @param value similarity of items
     */
    public MetricResources withVectors(ItemSimilarity value) {
        return new MetricResources(popularity, artists, tags, value, items);
    }

    /**
     * {@return a copy with the size of the catalogue}
     *
     * @param value number of items, at least 1
     */
    public MetricResources withItems(int value) {
        return new MetricResources(popularity, artists, tags, vectors, value);
    }

    /**
     * {@return a copy with everything that other resources have in the place of what these have}
     *
     * @param others win where they are not null
     */
    public MetricResources with(MetricResources others) {
        return new MetricResources(
                others.popularity == null ? popularity : others.popularity,
                others.artists == null ? artists : others.artists,
                others.tags == null ? tags : others.tags,
                others.vectors == null ? vectors : others.vectors,
                others.items == null ? items : others.items);
    }

    private static <T> T need(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("needs " + what + ", which this evaluation does not have");
        }
        return value;
    }

    Popularity needPopularity() {
        return need(popularity, "training popularity");
    }

    ItemGroups needArtists() {
        return need(artists, "artists of items");
    }

    ItemTags needTags() {
        return need(tags, "tags of items");
    }

    ItemSimilarity needVectors() {
        return need(vectors, "item vectors");
    }

    int needItems() {
        return need(items, "the size of the catalogue");
    }
}

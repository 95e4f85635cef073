package io.reco.eval;

import java.util.List;

/**
 * What the lists shown are made of, against the training part: where popular tracks and genres get more or less room than they have in
 * what characters listen to. Immutable.
 *
 * @param cutoff first items of each list that are counted
 * @param byPopularity tenths of the catalogue, the most popular tracks first ({@code 1}) to the least popular ones ({@code 10}): share of
 *     the training pairs of a character and a track, and share of the places in lists. Empty without training pairs
 * @param byGenre mean over characters of the share that a genre has among the tracks of the history, and among those of the list; a
 *     track of two genres counts half for each, tracks without genre are left out, and so are characters without a tagged track on either
 *     side. By training share descending; empty without genres
 */
public record ListShares(int cutoff, List<Share> byPopularity, List<Share> byGenre) {
    /** Of nothing. */
    public static final ListShares NONE = new ListShares(0, List.of(), List.of());

    /**
     * One part.
     *
     * @param label its name
     * @param training share of it in training, 0 to 1
     * @param lists share of it in the lists, 0 to 1; NaN when all lists are empty
     */
    public record Share(String label, double training, double lists) {}

    /** Copies the lists. */
    public ListShares {
        byPopularity = List.copyOf(byPopularity);
        byGenre = List.copyOf(byGenre);
    }
}

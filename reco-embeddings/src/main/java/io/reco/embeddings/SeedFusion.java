package io.reco.embeddings;

/** How the nearest of several seeds become one list. With one seed all are the same, and the score is its cosine. */
public enum SeedFusion {
    /** The nearest of the mean of the unit vectors. Good for a few seeds of one kind; many end up in the middle of nowhere. */
    MEAN,
    /**
     * Agreement: each seed asks for its own nearest, and what stands high in many lists wins: the score is
     * {@code sum over seeds of 1 / (c + rank)} (reciprocal rank fusion).
     */
    AGREEMENT,
    /**
     * The seeds are divided into clusters first, the mean of each cluster asks, and the lists are fused like those of seeds,
     * each with the number of its seeds as weight. What a list adds is shared out among its seeds by their shares in the cosine.
     */
    CLUSTERS
}

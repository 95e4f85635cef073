package io.reco.embeddings;

import io.reco.core.data.Catalog;
import io.reco.core.data.CreditRole;

/** How much a credit counts: 1 for a main one, less for a featured one. */
final class Credits {
    private Credits() {}

    /** The weight of credit {@code j} of a track; 0 if another credit of the same artist on the track stands for it. */
    static double weight(Catalog catalog, int t, int j, double featuredWeight) {
        double weight = weight(catalog.creditRole(t, j), featuredWeight);
        for (int other = 0; other < catalog.creditCount(t); other++) {
            if (other != j && catalog.creditArtist(t, other) == catalog.creditArtist(t, j)) {
                double otherWeight = weight(catalog.creditRole(t, other), featuredWeight);
                if (otherWeight > weight || (otherWeight == weight && other < j)) {
                    return 0;
                }
            }
        }
        return weight;
    }

    private static double weight(CreditRole role, double featuredWeight) {
        return role == CreditRole.FEATURED ? featuredWeight : 1;
    }
}

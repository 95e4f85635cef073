package io.reco.embeddings.item2vec;

import io.reco.embeddings.AttributeVectors.Attribute;

/**
 * How attributes take part in training (Meta-Prod2Vec; Vasile, Smirnova, Conneau 2016), and in the vector of a track or a
 * character that the model has not seen.
 *
 * <p>In training, each occurrence of a track draws one of its attributes: a kind in proportion to the weights of the kinds
 * that the track has, then one of that kind, all alike. In a vector made of metadata each kind counts with its weight.
 *
 * @param lossWeight weight of the losses of attributes against that of tracks (lambda of the paper), in [0, 10]; 0: none
 *     are trained
 * @param artist weight of the artists of a track, in [0, 1000]
 * @param album weight of its album, likewise
 * @param genre weight of its genres, likewise
 * @param tag weight of its tags, likewise
 * @param gender weight of the gender of a character, likewise
 * @param ageBand weight of its age band, likewise
 */
public record AttributeOptions(
        double lossWeight, double artist, double album, double genre, double tag, double gender, double ageBand) {

    /**
     * Loss weight 0.2. The paper finds attributes of use at small weights and leaves the value to tuning; artists tell most
     * about a track, an album little beyond its artist, and genres and tags are broad.
     */
    public static final AttributeOptions DEFAULT = new AttributeOptions(0.2, 4, 2, 1, 1, 1, 1);

    /** Checks the ranges. */
    public AttributeOptions {
        Item2VecOptions.check("lossWeight", lossWeight, 0, 10);
        Item2VecOptions.check("artist", artist, 0, 1000);
        Item2VecOptions.check("album", album, 0, 1000);
        Item2VecOptions.check("genre", genre, 0, 1000);
        Item2VecOptions.check("tag", tag, 0, 1000);
        Item2VecOptions.check("gender", gender, 0, 1000);
        Item2VecOptions.check("ageBand", ageBand, 0, 1000);
    }

    /** The weight of a kind. */
    public double weight(Attribute attribute) {
        return switch (attribute) {
            case ARTIST -> artist;
            case ALBUM -> album;
            case GENRE -> genre;
            case TAG -> tag;
            case GENDER -> gender;
            case AGE_BAND -> ageBand;
        };
    }

    /** A copy with another weight of the losses of attributes. */
    public AttributeOptions withLossWeight(double newLossWeight) {
        return new AttributeOptions(newLossWeight, artist, album, genre, tag, gender, ageBand);
    }
}

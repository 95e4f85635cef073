package io.reco.examples;

import io.reco.core.data.Catalog;
import io.reco.core.data.Profiles;
import io.reco.embeddings.AttributeVectors.Attribute;
import io.reco.embeddings.item2vec.AttributeData;
import io.reco.embeddings.item2vec.AttributeOptions;
import io.reco.embeddings.item2vec.Item2VecOptions;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which attributes train along (Meta-Prod2Vec). */
final class AttributeArguments {
    private static final String WITHOUT_CHARACTERS =
            "--attributes gender and age-band are of characters; with --sequences playlists there are none";

    @Option(
            names = "--attributes",
            paramLabel = "KIND",
            split = ",",
            converter = Kind.class,
            completionCandidates = Kind.class,
            description = "Attributes that get vectors in the same space, and help rare tracks: any of"
                    + " ${COMPLETION-CANDIDATES}, with commas. Default: none.")
    private Set<Attribute> attributes = new LinkedHashSet<>();

    /** Whether any is asked for. */
    boolean given() {
        return !attributes.isEmpty();
    }

    /** The options with weight 0 for what was not asked for. */
    Item2VecOptions change(Item2VecOptions options) {
        if (attributes.isEmpty()) {
            return options;
        }
        AttributeOptions all = options.attributes();
        return options.withAttributes(new AttributeOptions(
                all.lossWeight(),
                weight(all, Attribute.ARTIST),
                weight(all, Attribute.ALBUM),
                weight(all, Attribute.GENRE),
                weight(all, Attribute.TAG),
                weight(all, Attribute.GENDER),
                weight(all, Attribute.AGE_BAND)));
    }

    private double weight(AttributeOptions all, Attribute attribute) {
        return attributes.contains(attribute) ? all.weight(attribute) : 0;
    }

    /**
     * What to give to the trainer; empty if nothing was asked for.
     *
     * @throws IllegalArgumentException if attributes of characters are asked for and sequences are those of playlists
     */
    Optional<AttributeData> of(Catalog catalog, Profiles profiles, SequenceChoice sequences) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        if (!ofCharacters()) {
            return Optional.of(AttributeData.of(catalog));
        }
        if (sequences == SequenceChoice.PLAYLISTS) {
            throw new IllegalArgumentException(WITHOUT_CHARACTERS);
        }
        return Optional.of(AttributeData.of(catalog, profiles));
    }

    /**
     * Checks, before the data is read, that there will be what is asked for.
     *
     * @throws UsageException if attributes of characters are asked for and sequences are to be those of playlists
     */
    void check(SequenceChoice sequences) {
        if (ofCharacters() && sequences == SequenceChoice.PLAYLISTS) {
            throw new UsageException(WITHOUT_CHARACTERS);
        }
    }

    private boolean ofCharacters() {
        return attributes.contains(Attribute.GENDER) || attributes.contains(Attribute.AGE_BAND);
    }

    /** For {@code --attributes}. */
    static final class Kind extends EnumArgument<Attribute> {
        Kind() {
            super(Attribute.class);
        }
    }
}

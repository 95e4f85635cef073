package io.reco.embeddings.item2vec;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.IntLists;
import io.reco.core.data.Profiles;
import io.reco.core.data.Track;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes to train on: those of tracks from a catalogue, and those of the owners of the sequences from profiles.
 * Immutable and thread-safe.
 */
public final class AttributeData {
    private static final IdMap GENDERS = names(Gender.values());
    private static final IdMap AGE_BANDS = names(AgeBand.values());

    private final Catalog catalog;
    private final @Nullable Profiles profiles;

    private AttributeData(Catalog catalog, @Nullable Profiles profiles) {
        this.catalog = catalog;
        this.profiles = profiles;
    }

    private static IdMap names(Enum<?>[] values) {
        IdMap.Builder ids = new IdMap.Builder();
        for (Enum<?> value : values) {
            ids.add(value.name());
        }
        return ids.build();
    }

    /**
     * Artists (of every credit), albums, genres and tags of tracks.
     *
     * @param catalog of the tracks that are trained on
     */
    public static AttributeData of(Catalog catalog) {
        return new AttributeData(catalog, null);
    }

    /**
     * As {@link #of(Catalog)}, and gender and age band of characters, where told.
     *
     * @param profiles of the owners of the sequences: for histories and sessions, not for playlists
     */
    public static AttributeData of(Catalog catalog, Profiles profiles) {
        return new AttributeData(catalog, profiles);
    }

    /** The tracks. */
    IdMap tracks() {
        return catalog.tracks();
    }

    /** What is told of a track; empty if the catalogue does not know it. */
    Optional<Track> track(String id) {
        int t = catalog.tracks().indexOf(id);
        return t == IdMap.ABSENT ? Optional.empty() : Optional.of(catalog.track(t));
    }

    /** All ids of a kind. */
    IdMap ids(Attribute attribute) {
        return switch (attribute) {
            case ARTIST -> catalog.artists();
            case ALBUM -> catalog.albums();
            case GENRE -> catalog.genres();
            case TAG -> catalog.tags();
            case GENDER -> GENDERS;
            case AGE_BAND -> AGE_BANDS;
        };
    }

    /** Visits the indices of the attributes of a kind that a track has; none for kinds of characters. */
    void forEachOfTrack(int track, Attribute attribute, IntConsumer visitor) {
        switch (attribute) {
            case ARTIST -> {
                for (int j = 0; j < catalog.creditCount(track); j++) {
                    visitor.accept(catalog.creditArtist(track, j));
                }
            }
            case ALBUM -> {
                if (catalog.album(track) != IdMap.ABSENT) {
                    visitor.accept(catalog.album(track));
                }
            }
            case GENRE -> forEach(catalog.trackGenres(), track, visitor);
            case TAG -> forEach(catalog.trackTags(), track, visitor);
            case GENDER, AGE_BAND -> {}
        }
    }

    private static void forEach(IntLists lists, int row, IntConsumer visitor) {
        for (int j = 0; j < lists.length(row); j++) {
            visitor.accept(lists.get(row, j));
        }
    }

    /** Index of the attribute of a kind that an owner has; {@link IdMap#ABSENT} if not told, and for kinds of tracks. */
    int ofOwner(int owner, Attribute attribute) {
        Profiles known = profiles;
        if (known == null) {
            return IdMap.ABSENT;
        }
        return switch (attribute) {
            case GENDER ->
                known.gender(owner) == Gender.UNKNOWN
                        ? IdMap.ABSENT
                        : known.gender(owner).ordinal();
            case AGE_BAND ->
                known.ageBand(owner) == AgeBand.UNKNOWN
                        ? IdMap.ABSENT
                        : known.ageBand(owner).ordinal();
            default -> IdMap.ABSENT;
        };
    }

    /** Number of owners with a profile. */
    int owners() {
        Profiles known = profiles;
        return known == null ? 0 : known.size();
    }
}

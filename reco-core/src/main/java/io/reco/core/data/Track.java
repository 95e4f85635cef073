package io.reco.core.data;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A track with its raw ids: the form in which a track comes in and is shown. Inside, tracks live in the columns of
 * {@link Catalog}.
 *
 * @param id raw id
 * @param title shown title; empty when not told
 * @param albumId raw id of the album; empty when not told
 * @param credits artists in credit order, main artist first
 * @param genres raw ids of genres, primary genre first
 * @param tags free tags
 * @param durationMillis length in milliseconds, or -1 when not told
 * @param released release date
 * @param explicit whether it has explicit words
 * @param ageRating from which age it may be played
 * @param ageRatingFromMillis epoch milliseconds from which the rating holds; {@link Long#MIN_VALUE}: always
 * @param recordingGroup raw id shared by the releases of one recording; empty when not told
 * @param aiGenerated how much of it was made by a machine
 * @param playable whether the service may play it at all
 */
public record Track(
        String id,
        String title,
        String albumId,
        List<Credit> credits,
        List<String> genres,
        List<String> tags,
        int durationMillis,
        ReleaseDate released,
        Explicit explicit,
        AgeRating ageRating,
        long ageRatingFromMillis,
        String recordingGroup,
        AiGenerated aiGenerated,
        boolean playable) {

    /** Copies the lists and checks the duration. */
    public Track {
        credits = List.copyOf(credits);
        genres = List.copyOf(genres);
        tags = List.copyOf(tags);
        if (durationMillis < -1) {
            throw new IllegalArgumentException("durationMillis " + durationMillis + " is not -1 (not told) or above");
        }
    }

    /** A track of which nothing but the id is told yet. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Fills in what is known; the rest stays "not told". */
    public static final class Builder {
        private final String id;
        private String title = "";
        private String albumId = "";
        private final List<Credit> credits = new ArrayList<>();
        private final List<String> genres = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private int durationMillis = -1;
        private ReleaseDate released = ReleaseDate.UNKNOWN;
        private Explicit explicit = Explicit.UNKNOWN;
        private AgeRating ageRating = AgeRating.UNKNOWN;
        private long ageRatingFromMillis = Long.MIN_VALUE;
        private String recordingGroup = "";
        private AiGenerated aiGenerated = AiGenerated.NONE;
        private boolean playable = true;

        private Builder(String id) {
            this.id = id;
        }

        /** Shown title. */
        @CanIgnoreReturnValue
        public Builder title(String title) {
            this.title = title;
            return this;
        }

        /** Raw id of the album. */
        @CanIgnoreReturnValue
        public Builder album(String albumId) {
            this.albumId = albumId;
            return this;
        }

        /** Appends a main artist. */
        @CanIgnoreReturnValue
        public Builder artist(String artistId) {
            return credit(artistId, CreditRole.MAIN);
        }

        /** Appends a credit. */
        @CanIgnoreReturnValue
        public Builder credit(String artistId, CreditRole role) {
            credits.add(new Credit(artistId, role));
            return this;
        }

        /** Appends genres; the first one of all is the primary genre. */
        @CanIgnoreReturnValue
        public Builder genres(List<String> ids) {
            genres.addAll(ids);
            return this;
        }

        /** Appends tags. */
        @CanIgnoreReturnValue
        public Builder tags(List<String> names) {
            tags.addAll(names);
            return this;
        }

        /** Length in milliseconds. */
        @CanIgnoreReturnValue
        public Builder durationMillis(int millis) {
            this.durationMillis = millis;
            return this;
        }

        /** Release date. */
        @CanIgnoreReturnValue
        public Builder released(ReleaseDate date) {
            this.released = date;
            return this;
        }

        /** Whether it has explicit words. */
        @CanIgnoreReturnValue
        public Builder explicit(Explicit value) {
            this.explicit = value;
            return this;
        }

        /** From which age it may be played, from when on. */
        @CanIgnoreReturnValue
        public Builder ageRating(AgeRating rating, long fromMillis) {
            this.ageRating = rating;
            this.ageRatingFromMillis = fromMillis;
            return this;
        }

        /** Raw id shared by the releases of one recording. */
        @CanIgnoreReturnValue
        public Builder recordingGroup(String groupId) {
            this.recordingGroup = groupId;
            return this;
        }

        /** How much of it was made by a machine. */
        @CanIgnoreReturnValue
        public Builder aiGenerated(AiGenerated value) {
            this.aiGenerated = value;
            return this;
        }

        /** Whether the service may play it at all. */
        @CanIgnoreReturnValue
        public Builder playable(boolean value) {
            this.playable = value;
            return this;
        }

        /** The track. */
        public Track build() {
            return new Track(
                    id,
                    title,
                    albumId,
                    credits,
                    genres,
                    tags,
                    durationMillis,
                    released,
                    explicit,
                    ageRating,
                    ageRatingFromMillis,
                    recordingGroup,
                    aiGenerated,
                    playable);
        }
    }
}

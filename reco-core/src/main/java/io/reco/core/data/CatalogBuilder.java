package io.reco.core.data;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import java.util.BitSet;

/** Collects a catalogue; ids that are referred to before they are told get their index at once. Not thread-safe. */
public final class CatalogBuilder {
    final IdMap.Builder tracks = new IdMap.Builder();
    final IdMap.Builder artists = new IdMap.Builder();
    final IdMap.Builder albums = new IdMap.Builder();
    final IdMap.Builder genres = new IdMap.Builder();
    final IdMap.Builder tags = new IdMap.Builder();
    final IdMap.Builder recordingGroups = new IdMap.Builder();
    final BitSet trackTold = new BitSet();
    final BitSet artistTold = new BitSet();
    final BitSet albumTold = new BitSet();
    final TextColumn.Builder titles = new TextColumn.Builder();
    int[] trackFacts = new int[16 * Catalog.FACTS];
    long[] ratingFrom = new long[0];
    final IntLists.Builder credits = new IntLists.Builder();
    final IntLists.Builder trackGenres = new IntLists.Builder();
    final IntLists.Builder trackTags = new IntLists.Builder();
    final TextColumn.Builder artistNames = new TextColumn.Builder();
    final TextColumn.Builder albumTitles = new TextColumn.Builder();
    final IntLists.Builder albumArtists = new IntLists.Builder();
    int[] albumReleased = new int[16];
    final TextColumn.Builder genreNames = new TextColumn.Builder();

    /** An empty catalogue. */
    public CatalogBuilder() {}

    /** Index of a track; a new id is appended as "referred to". */
    @CanIgnoreReturnValue
    public int track(String id) {
        return tracks.add(id);
    }

    /** Index of an artist; a new id is appended as "referred to". */
    @CanIgnoreReturnValue
    public int artist(String id) {
        return artists.add(id);
    }

    /** Index of an album; a new id is appended as "referred to". */
    @CanIgnoreReturnValue
    public int album(String id) {
        return albums.add(id);
    }

    /** Index of a genre; a new id is appended. */
    @CanIgnoreReturnValue
    public int genre(String id) {
        return genres.add(id);
    }

    /** Index of a tag; a new one is appended. */
    @CanIgnoreReturnValue
    public int tag(String name) {
        return tags.add(name);
    }

    /** Whether the track itself was given. */
    public boolean trackTold(String id) {
        int t = tracks.indexOf(id);
        return t != IdMap.ABSENT && trackTold.get(t);
    }

    /** Whether the artist itself was given. */
    public boolean artistTold(String id) {
        int a = artists.indexOf(id);
        return a != IdMap.ABSENT && artistTold.get(a);
    }

    /** Whether the album itself was given. */
    public boolean albumTold(String id) {
        int b = albums.indexOf(id);
        return b != IdMap.ABSENT && albumTold.get(b);
    }

    /** The ids of the tracks, for readers that add by bytes. */
    public IdMap.Builder trackIds() {
        return tracks;
    }

    /**
     * Adds a track.
     *
     * @return its index
     * @throws IllegalArgumentException if a track of this id was given before, or one of its ids is not an id;
     *     nothing is added then
     */
    @CanIgnoreReturnValue
    public int addTrack(Track track) {
        IdMap.requireId(track.id());
        IdMap.requireIdOrEmpty(track.albumId());
        IdMap.requireIdOrEmpty(track.recordingGroup());
        track.credits().forEach(credit -> IdMap.requireId(credit.artistId()));
        track.genres().forEach(IdMap::requireId);
        track.tags().forEach(IdMap::requireId);
        int t = tracks.add(track.id());
        requireNew(trackTold, t, "track", track.id());
        titles.set(t, track.title());
        if (trackFacts.length < (t + 1) * Catalog.FACTS) {
            trackFacts = Arrays.copyOf(trackFacts, Math.max((t + 1) * Catalog.FACTS, t / 2 * 3 * Catalog.FACTS));
        }
        int base = t * Catalog.FACTS;
        trackFacts[base + Catalog.ALBUM] = track.albumId().isEmpty() ? 0 : albums.add(track.albumId()) + 1;
        trackFacts[base + Catalog.GROUP] =
                track.recordingGroup().isEmpty() ? 0 : recordingGroups.add(track.recordingGroup()) + 1;
        trackFacts[base + Catalog.DURATION] = track.durationMillis() + 1;
        trackFacts[base + Catalog.RELEASED] = track.released().toNumber();
        trackFacts[base + Catalog.FLAGS] = track.explicit().ordinal()
                | track.ageRating().ordinal() << 2
                | track.aiGenerated().ordinal() << 5
                | (track.playable() ? 0 : 1) << 7;
        setRatingFrom(t, track.ageRatingFromMillis());
        credits.set(
                t,
                track.credits().stream()
                        .mapToInt(credit -> artists.add(credit.artistId()) << 1
                                | credit.role().ordinal())
                        .toArray());
        trackGenres.set(t, Profiles.Builder.indices(track.genres(), genres::add));
        trackTags.set(t, Profiles.Builder.indices(track.tags(), tags::add));
        return t;
    }

    private void setRatingFrom(int t, long fromMillis) {
        if (fromMillis == Long.MIN_VALUE && t >= ratingFrom.length) {
            return;
        }
        int before = ratingFrom.length;
        if (t >= before) {
            ratingFrom = Arrays.copyOf(ratingFrom, Math.max(16, t + (t >> 1) + 1));
            Arrays.fill(ratingFrom, before, ratingFrom.length, Long.MIN_VALUE);
        }
        ratingFrom[t] = fromMillis;
    }

    /**
     * Adds an artist.
     *
     * @return its index
     * @throws IllegalArgumentException if an artist of this id was given before
     */
    @CanIgnoreReturnValue
    public int addArtist(Artist artist) {
        int a = artists.add(artist.id());
        requireNew(artistTold, a, "artist", artist.id());
        artistNames.set(a, artist.name());
        return a;
    }

    /**
     * Adds an album.
     *
     * @return its index
     * @throws IllegalArgumentException if an album of this id was given before, or one of its ids is not an id;
     *     nothing is added then
     */
    @CanIgnoreReturnValue
    public int addAlbum(Album album) {
        IdMap.requireId(album.id());
        album.artistIds().forEach(IdMap::requireId);
        int b = albums.add(album.id());
        requireNew(albumTold, b, "album", album.id());
        albumTitles.set(b, album.title());
        albumArtists.set(b, Profiles.Builder.indices(album.artistIds(), artists::add));
        if (b >= albumReleased.length) {
            albumReleased = Arrays.copyOf(albumReleased, b + (b >> 1) + 1);
        }
        albumReleased[b] = album.released().toNumber();
        return b;
    }

    /** Gives a genre its shown name. */
    public void nameGenre(String id, String name) {
        genreNames.set(genres.add(id), name);
    }

    /** The catalogue so far. */
    public Catalog build() {
        return new Catalog(this);
    }

    private static void requireNew(BitSet told, int idx, String what, String id) {
        if (told.get(idx)) {
            throw new IllegalArgumentException(what + " '" + id + "' was added before");
        }
        told.set(idx);
    }
}

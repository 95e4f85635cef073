package io.reco.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tracks, artists, albums, genres and tags as columns. A track is its index {@code t}, an artist {@code a}, an album
 * {@code b}, a genre {@code g}. Immutable and thread-safe.
 *
 * <p>An entity may be known by its id only, because an event, a playlist or a credit refers to it: {@link #trackTold},
 * {@link #artistTold} and {@link #albumTold} tell.
 */
public final class Catalog {
    private static final CreditRole[] ROLES = CreditRole.values();
    private static final Explicit[] EXPLICITS = Explicit.values();
    private static final AgeRating[] RATINGS = AgeRating.values();
    private static final AiGenerated[] AI = AiGenerated.values();

    private final IdMap tracks;
    private final IdMap artists;
    private final IdMap albums;
    private final IdMap genres;
    private final IdMap tags;
    private final IdMap recordingGroups;
    private final BitSet trackTold;
    private final BitSet artistTold;
    private final BitSet albumTold;
    private final TextColumn titles;
    private final int[] trackFacts;
    private final long[] ratingFrom;
    private final IntLists credits;
    private final IntLists trackGenres;
    private final IntLists trackTags;
    private final TextColumn artistNames;
    private final TextColumn albumTitles;
    private final IntLists albumArtists;
    private final int[] albumReleased;
    private final TextColumn genreNames;

    // trackFacts holds FACTS ints a track: album + 1, group + 1, duration + 1, released, flags.
    static final int FACTS = 5;
    static final int ALBUM = 0;
    static final int GROUP = 1;
    static final int DURATION = 2;
    static final int RELEASED = 3;
    static final int FLAGS = 4;

    Catalog(CatalogBuilder builder) {
        tracks = builder.tracks.build();
        artists = builder.artists.build();
        albums = builder.albums.build();
        genres = builder.genres.build();
        tags = builder.tags.build();
        recordingGroups = builder.recordingGroups.build();
        trackTold = (BitSet) builder.trackTold.clone();
        artistTold = (BitSet) builder.artistTold.clone();
        albumTold = (BitSet) builder.albumTold.clone();
        int n = tracks.size();
        titles = builder.titles.build(n);
        trackFacts = Arrays.copyOf(builder.trackFacts, n * FACTS);
        ratingFrom = builder.ratingFrom.clone();
        credits = builder.credits.build(n);
        trackGenres = builder.trackGenres.build(n);
        trackTags = builder.trackTags.build(n);
        artistNames = builder.artistNames.build(artists.size());
        albumTitles = builder.albumTitles.build(albums.size());
        albumArtists = builder.albumArtists.build(albums.size());
        albumReleased = Arrays.copyOf(builder.albumReleased, albums.size());
        genreNames = builder.genreNames.build(genres.size());
    }

    /** Raw ids of the tracks. */
    public IdMap tracks() {
        return tracks;
    }

    /** Raw ids of the artists. */
    public IdMap artists() {
        return artists;
    }

    /** Raw ids of the albums. */
    public IdMap albums() {
        return albums;
    }

    /** Raw ids of the genres. */
    public IdMap genres() {
        return genres;
    }

    /** Tags of tracks and playlists. */
    public IdMap tags() {
        return tags;
    }

    /** Raw ids of the recording groups. */
    public IdMap recordingGroups() {
        return recordingGroups;
    }

    /** Number of tracks. */
    public int trackCount() {
        return tracks.size();
    }

    /** Whether the track itself was given; false for one that is only referred to. */
    public boolean trackTold(int t) {
        return trackTold.get(t);
    }

    /** Whether the artist itself was given; false for one that is only referred to. */
    public boolean artistTold(int a) {
        return artistTold.get(a);
    }

    /** Whether the album itself was given; false for one that is only referred to. */
    public boolean albumTold(int b) {
        return albumTold.get(b);
    }

    /** Shown title of a track; empty when not told. */
    public String title(int t) {
        return titles.get(t);
    }

    /** Index of a track's album, or {@link IdMap#ABSENT}. */
    public int album(int t) {
        return trackFacts[t * FACTS + ALBUM] - 1;
    }

    /** Index of a track's recording group, or {@link IdMap#ABSENT}. */
    public int recordingGroup(int t) {
        return trackFacts[t * FACTS + GROUP] - 1;
    }

    /** Length of a track in milliseconds, or -1 when not told. */
    public int durationMillis(int t) {
        return trackFacts[t * FACTS + DURATION] - 1;
    }

    /** Release date of a track as {@code yyyymmdd} with unknown parts 00, or 0; see {@link ReleaseDate#ofNumber}. */
    public int released(int t) {
        return trackFacts[t * FACTS + RELEASED];
    }

    /** Whether a track has explicit words. */
    public Explicit explicit(int t) {
        return EXPLICITS[flags(t) & 3];
    }

    /** From which age a track may be played, from {@link #ageRatingFromMillis} on. */
    public AgeRating ageRating(int t) {
        return RATINGS[flags(t) >> 2 & 7];
    }

    /** How much of a track was made by a machine. */
    public AiGenerated aiGenerated(int t) {
        return AI[flags(t) >> 5 & 3];
    }

    /** Whether the service may play a track at all; true when not told. */
    public boolean playable(int t) {
        return (flags(t) >> 7 & 1) == 0;
    }

    /** Epoch milliseconds from which the age rating holds; {@link Long#MIN_VALUE}: always. */
    public long ageRatingFromMillis(int t) {
        return t < ratingFrom.length ? ratingFrom[t] : Long.MIN_VALUE;
    }

    private int flags(int t) {
        return trackFacts[t * FACTS + FLAGS];
    }

    /** Number of credited artists of a track. */
    public int creditCount(int t) {
        return credits.length(t);
    }

    /** Index of the artist of credit {@code j}; the main artist is credit 0. */
    public int creditArtist(int t, int j) {
        return credits.get(t, j) >>> 1;
    }

    /** Role of credit {@code j}. */
    public CreditRole creditRole(int t, int j) {
        return ROLES[credits.get(t, j) & 1];
    }

    /** Index of the first credited artist, or {@link IdMap#ABSENT}. */
    public int mainArtist(int t) {
        return credits.length(t) == 0 ? IdMap.ABSENT : creditArtist(t, 0);
    }

    /** Indices of the genres of each track, primary genre first. */
    public IntLists trackGenres() {
        return trackGenres;
    }

    /** Indices of the tags of each track. */
    public IntLists trackTags() {
        return trackTags;
    }

    /** Shown name of an artist; empty when not told. */
    public String artistName(int a) {
        return artistNames.get(a);
    }

    /** Shown title of an album; empty when not told. */
    public String albumTitle(int b) {
        return albumTitles.get(b);
    }

    /** Indices of the artists of each album, in order. */
    public IntLists albumArtists() {
        return albumArtists;
    }

    /** Release date of an album as {@code yyyymmdd} with unknown parts 00, or 0. */
    public int albumReleased(int b) {
        return albumReleased[b];
    }

    /** Shown name of a genre; its raw id when not told. */
    public String genreName(int g) {
        String name = genreNames.get(g);
        return name.isEmpty() ? genres.id(g) : name;
    }

    /** A track with its raw ids. */
    public Track track(int t) {
        List<Credit> list = new ArrayList<>();
        for (int j = 0; j < creditCount(t); j++) {
            list.add(new Credit(artists.id(creditArtist(t, j)), creditRole(t, j)));
        }
        return new Track(
                tracks.id(t),
                title(t),
                album(t) == IdMap.ABSENT ? "" : albums.id(album(t)),
                list,
                rawIds(genres, trackGenres, t),
                rawIds(tags, trackTags, t),
                durationMillis(t),
                ReleaseDate.ofNumber(released(t)),
                explicit(t),
                ageRating(t),
                ageRatingFromMillis(t),
                recordingGroup(t) == IdMap.ABSENT ? "" : recordingGroups.id(recordingGroup(t)),
                aiGenerated(t),
                playable(t));
    }

    static List<String> rawIds(IdMap ids, IntLists lists, int row) {
        List<String> out = new ArrayList<>();
        for (int idx : lists.toArray(row)) {
            out.add(ids.id(idx));
        }
        return out;
    }
}

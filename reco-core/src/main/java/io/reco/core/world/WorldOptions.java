package io.reco.core.world;

import java.time.LocalDate;

/**
 * Size and habits of a listening world. Made by {@link #small()} or {@link #ofSize} and refined by the {@code with} methods.
 *
 * @param characters number of characters, 1 or above
 * @param tracks number of tracks, at least {@code artists}
 * @param artists number of artists, at least {@code genres}
 * @param genres number of genres, in [1, 40]: the first of a fixed list, most popular families first
 * @param start first day (UTC)
 * @param days number of days, in [1, 3650]
 * @param meanEvents mean number of plays (listens and skips) of a character, above 0. The numbers are log-normal: a median of
 *     about 0.6 times the mean; a character that joins late has proportionally fewer
 * @param artistZipf exponent of the popularity of artists by rank, in [0, 2]
 * @param trackZipf exponent of the popularity of an artist's tracks by rank, in [0, 2]
 * @param repeatShare share of listens to tracks that the character has listened to before, in [0, 0.9]; characters differ
 *     around it, those with few events stay below, and those who have heard all of their scenes come out above
 * @param skipShare share of plays that are skipped, in [0, 0.9]; half of it for favourites, more than twice for what is off
 *     taste
 * @param playlistsPerCharacter mean number of playlists of a character, 0 or above
 * @param newReleaseShare share of albums that come out during the period, in [0, 0.9]
 * @param seed seed of everything
 */
public record WorldOptions(
        int characters,
        int tracks,
        int artists,
        int genres,
        LocalDate start,
        int days,
        double meanEvents,
        double artistZipf,
        double trackZipf,
        double repeatShare,
        double skipShare,
        double playlistsPerCharacter,
        double newReleaseShare,
        long seed) {

    /** Checks the ranges. */
    public WorldOptions {
        require(characters >= 1, "characters", characters, "1 or above");
        require(genres >= 1 && genres <= Genre.ALL.size(), "genres", genres, "in [1, " + Genre.ALL.size() + "]");
        require(artists >= genres, "artists", artists, "at least genres = " + genres);
        require(tracks >= artists, "tracks", tracks, "at least artists = " + artists);
        require(days >= 1 && days <= 3650, "days", days, "in [1, 3650]");
        require(
                start.getYear() >= 1980 && start.plusDays(days).getYear() < 2106,
                "start",
                start.getYear(),
                "a year from 1980 on, with an end before 2106");
        require(meanEvents > 0 && meanEvents <= 1e6, "meanEvents", meanEvents, "in (0, 1000000]");
        require(artistZipf >= 0 && artistZipf <= 2, "artistZipf", artistZipf, "in [0, 2]");
        require(trackZipf >= 0 && trackZipf <= 2, "trackZipf", trackZipf, "in [0, 2]");
        require(repeatShare >= 0 && repeatShare <= 0.9, "repeatShare", repeatShare, "in [0, 0.9]");
        require(skipShare >= 0 && skipShare <= 0.9, "skipShare", skipShare, "in [0, 0.9]");
        require(
                playlistsPerCharacter >= 0 && playlistsPerCharacter <= 1000,
                "playlistsPerCharacter",
                playlistsPerCharacter,
                "in [0, 1000]");
        require(newReleaseShare >= 0 && newReleaseShare <= 0.9, "newReleaseShare", newReleaseShare, "in [0, 0.9]");
    }

    /**
     * A world of this size: a tenth as many artists as tracks, genres by the number of artists (40 from 800 on), 180 days from
     * 2024-01-01, 140 plays a character, half of them repeats, a fifth skipped.
     */
    public static WorldOptions ofSize(int characters, int tracks) {
        require(tracks >= 1, "tracks", tracks, "1 or above");
        int artists = Math.max(1, tracks / 10);
        int genres = Math.max(1, Math.min(Genre.ALL.size(), artists / 20));
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                LocalDate.of(2024, 1, 1),
                180,
                140,
                0.85,
                0.8,
                0.5,
                0.2,
                0.5,
                0.12,
                20240101);
    }

    /** The world of the quickstart: 2,500 characters, 8,000 tracks, about 350,000 events. */
    public static WorldOptions small() {
        return ofSize(2_500, 8_000);
    }

    /** A world for unit tests: 300 characters, 1,200 tracks, about 20,000 events. */
    public static WorldOptions tiny() {
        return ofSize(300, 1_200).withMeanEvents(70);
    }

    /** A copy with another seed. */
    public WorldOptions withSeed(long newSeed) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                start,
                days,
                meanEvents,
                artistZipf,
                trackZipf,
                repeatShare,
                skipShare,
                playlistsPerCharacter,
                newReleaseShare,
                newSeed);
    }

    /** A copy with these numbers of artists and genres. */
    public WorldOptions withArtists(int newArtists, int newGenres) {
        return new WorldOptions(
                characters,
                tracks,
                newArtists,
                newGenres,
                start,
                days,
                meanEvents,
                artistZipf,
                trackZipf,
                repeatShare,
                skipShare,
                playlistsPerCharacter,
                newReleaseShare,
                seed);
    }

    /** A copy over this period. */
    public WorldOptions withPeriod(LocalDate newStart, int newDays) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                newStart,
                newDays,
                meanEvents,
                artistZipf,
                trackZipf,
                repeatShare,
                skipShare,
                playlistsPerCharacter,
                newReleaseShare,
                seed);
    }

    /** A copy with this mean number of plays a character. */
    public WorldOptions withMeanEvents(double newMeanEvents) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                start,
                days,
                newMeanEvents,
                artistZipf,
                trackZipf,
                repeatShare,
                skipShare,
                playlistsPerCharacter,
                newReleaseShare,
                seed);
    }

    /** A copy with these exponents of popularity. */
    public WorldOptions withZipf(double newArtistZipf, double newTrackZipf) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                start,
                days,
                meanEvents,
                newArtistZipf,
                newTrackZipf,
                repeatShare,
                skipShare,
                playlistsPerCharacter,
                newReleaseShare,
                seed);
    }

    /** A copy with these shares of repeats and skips. */
    public WorldOptions withHabits(double newRepeatShare, double newSkipShare) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                start,
                days,
                meanEvents,
                artistZipf,
                trackZipf,
                newRepeatShare,
                newSkipShare,
                playlistsPerCharacter,
                newReleaseShare,
                seed);
    }

    /** A copy with this mean number of playlists a character. */
    public WorldOptions withPlaylists(double newPlaylistsPerCharacter) {
        return new WorldOptions(
                characters,
                tracks,
                artists,
                genres,
                start,
                days,
                meanEvents,
                artistZipf,
                trackZipf,
                repeatShare,
                skipShare,
                newPlaylistsPerCharacter,
                newReleaseShare,
                seed);
    }

    private static void require(boolean holds, String name, double value, String range) {
        if (!holds) {
            String shown = value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
            throw new IllegalArgumentException(name + " " + shown + " is not " + range);
        }
    }
}

package io.reco.core.world;

import io.reco.core.random.SplitMix64;

/** Chooses tracks for a listener: by taste, by chance, or on with an artist. Never one that it may not or cannot play. */
final class Picker {
    private static final int TRIES = 12;

    /** A listener seldom ends up with a genre it dislikes or an artist it blocked. */
    private static final double DISLIKED_ANYWAY = 0.05;

    private static final double BLOCKED_ANYWAY = 0.02;

    /** How often the newest album is put on rather than a track by popularity, on the day it is out; falls off. */
    private static final double FRESH = 0.5;

    private static final double FRESH_DAYS = 14;

    private final WorldOptions options;
    private final Scenes scenes;
    private final Discography discography;
    private final MusicFacts facts;

    Picker(WorldOptions options, Scenes scenes, Discography discography, MusicFacts facts) {
        this.options = options;
        this.scenes = scenes;
        this.discography = discography;
        this.facts = facts;
    }

    private int epochDay(int daysIn) {
        return (int) options.start().toEpochDay() + daysIn;
    }

    /** A track of the taste, or -1 when none could be found. */
    int byTaste(Listener listener, Taste taste, int daysIn, SplitMix64 random) {
        for (int tries = 0; tries < TRIES; tries++) {
            int t = ofArtist(listener, taste.drawArtist(daysIn, scenes, random), daysIn, random);
            if (t >= 0) {
                return t;
            }
        }
        return -1;
    }

    /** A popular track of any genre, or -1. */
    int byChance(Listener listener, int daysIn, SplitMix64 random) {
        for (int tries = 0; tries < TRIES; tries++) {
            int genre = scenes.drawGenre(random);
            if (listener.dislikes(genre) && !random.chance(DISLIKED_ANYWAY)) {
                continue;
            }
            int artist = scenes.drawArtist(scenes.drawScene(genre, random), random);
            int t = ofArtist(listener, artist, daysIn, random);
            if (t >= 0) {
                return t;
            }
        }
        return -1;
    }

    /** A track of the artist, or -1 when it has none that is out and may be played. */
    int ofArtist(Listener listener, int artist, int daysIn, SplitMix64 random) {
        if (listener.blocks(artist) && !random.chance(BLOCKED_ANYWAY)) {
            return -1;
        }
        int day = epochDay(daysIn);
        int newest = discography.newestAlbum(artist, day);
        if (newest < 0) {
            return -1;
        }
        int age = day - discography.albumDay(newest);
        int t;
        if (age < 6 * FRESH_DAYS && random.chance(FRESH * StrictMath.exp(-age / FRESH_DAYS))) {
            t = discography.firstTrack(newest) + random.nextInt(discography.albumSize(newest));
        } else {
            int end = discography.firstTrack(newest) + discography.albumSize(newest);
            t = discography.drawTrack(discography.firstTrackOf(artist), end, random);
        }
        return allowed(listener, t) ? t : -1;
    }

    /** The next track of the album, or -1 at its end. */
    int onAlbum(Listener listener, int track) {
        boolean last = track + 1 >= options.tracks() || discography.album(track + 1) != discography.album(track);
        return !last && allowed(listener, track + 1) ? track + 1 : -1;
    }

    private boolean allowed(Listener listener, int t) {
        return facts.playable(t)
                && (listener.explicitAllowed || !facts.explicit(t))
                && (listener.adult() || !facts.adultsOnly(t));
    }
}

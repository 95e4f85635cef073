package io.reco.core.world;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import java.util.ArrayList;
import java.util.List;

/**
 * What the world knows and its data set does not tell: for tests and benchmarks of models. Indices are those of the data set.
 * Thread-safe.
 */
public final class GroundTruth {
    private final WorldOptions options;
    private final Scenes scenes;
    private final Discography discography;

    GroundTruth(WorldOptions options, Scenes scenes, Discography discography) {
        this.options = options;
        this.scenes = scenes;
        this.discography = discography;
    }

    /**
     * A taste of a character on a day.
     *
     * @param genre index of its genre
     * @param scene index of the scene in its centre
     * @param share share of the sessions that go by it, in (0, 1]
     */
    public record TasteShare(int genre, int scene, double share) {}

    /** Number of scenes: neighbourhoods of about 15 artists of one genre. */
    public int sceneCount() {
        return scenes.sceneCount();
    }

    /** The scene of an artist, in [0, {@link #sceneCount()}). */
    public int sceneOfArtist(int a) {
        requireIndex("artist", a, options.artists());
        return scenes.sceneOf(a);
    }

    /** Index of the genre of an artist. */
    public int genreOfArtist(int a) {
        requireIndex("artist", a, options.artists());
        return scenes.genreOf(a);
    }

    /** Index of the main artist of a track. */
    public int artistOfTrack(int t) {
        requireIndex("track", t, options.tracks());
        return discography.artist(t);
    }

    /** Whether two scenes are of one genre and beside each other on its ring, or the same. */
    public boolean nearScenes(int scene1, int scene2) {
        requireIndex("scene", scene1, sceneCount());
        requireIndex("scene", scene2, sceneCount());
        return scene1 == scene2 || scenes.neighbour(scene1, 1) == scene2 || scenes.neighbour(scene1, -1) == scene2;
    }

    /** The tastes of a character on a day of the period (0 is the first), largest first at its start. */
    public List<TasteShare> tastes(int c, int day) {
        Listener listener = listener(c);
        requireIndex("day", day, options.days());
        double total = 0;
        for (Taste taste : listener.tastes) {
            total += taste.weightOn(day, options.days());
        }
        List<TasteShare> out = new ArrayList<>();
        for (Taste taste : listener.tastes) {
            int scene = taste.sceneOn(day, scenes);
            out.add(new TasteShare(scenes.genreOfScene(scene), scene, taste.weightOn(day, options.days()) / total));
        }
        return out;
    }

    /** The cluster of a character: the genre of its main taste. */
    public int mainGenre(int c) {
        return scenes.genreOfScene(listener(c).tastes.get(0).scene());
    }

    /** The true gender, {@link Gender#F} or {@link Gender#M}, also where the profile does not tell. */
    public Gender gender(int c) {
        return listener(c).female ? Gender.F : Gender.M;
    }

    /** The true age band, also where the profile does not tell. */
    public AgeBand ageBand(int c) {
        return AgeBand.ofAge(listener(c).age);
    }

    /**
     * The oracle's score: the probability that a new find of the character on that day is this track, by its tastes and the
     * popularity of artists and tracks, before novelty of releases, blocks and age limits. 0 for a track that is not out. What
     * a character comes back to depends on its history and is not in it.
     */
    public double score(int c, int t, int day) {
        requireIndex("track", t, options.tracks());
        requireIndex("day", day, options.days());
        Listener listener = listener(c);
        double ofArtist = discography.shareOfArtist(t, (int) options.start().toEpochDay() + day);
        if (ofArtist == 0) {
            return 0;
        }
        int artist = discography.artist(t);
        double sum = 0;
        double total = 0;
        for (Taste taste : listener.tastes) {
            double weight = taste.weightOn(day, options.days());
            total += weight;
            sum += weight * taste.probability(artist, day, scenes);
        }
        return ofArtist * sum / total;
    }

    private Listener listener(int c) {
        requireIndex("character", c, options.characters());
        return new Listener(c, options, scenes);
    }

    private static void requireIndex(String name, int value, int size) {
        if (value < 0 || value >= size) {
            throw new IndexOutOfBoundsException(name + " " + value + " is not in [0, " + size + ")");
        }
    }
}

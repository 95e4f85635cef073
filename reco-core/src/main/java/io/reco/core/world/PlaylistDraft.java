package io.reco.core.world;

import io.reco.core.data.Playlist;
import io.reco.core.random.SplitMix64;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.List;

/** A playlist that a listener keeps for one of its tastes: begun on a day, added to while listening. */
final class PlaylistDraft {
    private static final int LONGEST = 120;

    final int taste;
    private final long begun;
    private final IntLinkedOpenHashSet tracks = new IntLinkedOpenHashSet();
    private long updated;

    PlaylistDraft(int taste, long begun) {
        this.taste = taste;
        this.begun = begun;
        updated = begun;
    }

    /** Adds a track at a time; false when it is there, the playlist is full or not begun. */
    boolean add(int track, long millis) {
        if (millis < begun || tracks.size() >= LONGEST || !tracks.add(track)) {
            return false;
        }
        updated = millis;
        return true;
    }

    Playlist finish(Listener listener, int number, Scenes scenes, MusicFacts facts, SplitMix64 random) {
        int scene = listener.tastes.get(taste).scene();
        int mood = random.chance(0.8) ? facts.mood(scene, random.nextInt(2)) : random.nextInt(Words.moodCount());
        Genre genre = Genre.ALL.get(scenes.genreOfScene(scene));
        List<String> tags = new ArrayList<>();
        if (random.chance(0.6)) {
            tags.add(genre.id());
        }
        if (random.chance(0.6)) {
            tags.add(Words.mood(mood));
        }
        boolean korean = listener.region == 0 && random.chance(0.6);
        int followers = (int) Math.min(1e6, StrictMath.pow(1 - random.nextDouble(), -0.9) - 1);
        return new Playlist(
                "p" + listener.index + "-" + number,
                Words.playlist(genre, mood, korean, random),
                listener.id(),
                tags,
                tracks.intStream().mapToObj(MusicFacts::trackId).toList(),
                updated,
                followers);
    }
}

package io.reco.core.world;

import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Playlist;
import io.reco.core.random.SplitMix64;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Lives the listening life of one listener after another, session by session. One taste a session, in which it goes on with an
 * artist or an album, comes back to what it knows, finds something of its taste, or now and then strays. Reused; not
 * thread-safe.
 */
final class ListenerLife {
    private static final double GO_ON_WITH_ALBUM = 0.16;
    private static final double GO_ON_WITH_ARTIST = 0.16;
    private static final double STRAY = 0.07;
    private static final double RECOMMENDED = 0.4;
    private static final double ORIGIN_UNKNOWN = 0.05;
    private static final double EARLY_SKIP = 0.6;
    private static final double LIKE = 0.03;
    private static final double UNLIKE = 0.05;
    private static final double DISLIKE = 0.05;
    private static final double ADD = 0.05;
    private static final long BETWEEN_SESSIONS = 25 * 60_000L;

    /** Where a play comes from. */
    private enum Source {
        GO_ON,
        RECALL,
        TASTE,
        STRAY
    }

    private final WorldOptions options;
    private final Picker picker;
    private final Scenes scenes;
    private final MusicFacts facts;
    private final Discography discography;
    private final long end;
    private final OwnHistory history = new OwnHistory();
    private final IntOpenHashSet liked = new IntOpenHashSet();
    private final List<PlaylistDraft> playlists = new ArrayList<>();
    private Source source = Source.TASTE;

    ListenerLife(WorldOptions options, Scenes scenes, Discography discography, MusicFacts facts) {
        this.options = options;
        this.scenes = scenes;
        this.discography = discography;
        this.facts = facts;
        picker = new Picker(options, scenes, discography, facts);
        end = SessionClock.end(options);
    }

    /** Gives the events to the sink and returns the playlists kept. */
    List<Playlist> live(Listener listener, EventSink sink) {
        SplitMix64 random = SplitMix64.of(options.seed(), Streams.LIFE, listener.index);
        history.clear();
        liked.clear();
        playlists.clear();
        long[] starts = SessionClock.starts(listener, options, random);
        beginPlaylists(listener, starts[0], random);
        long free = 0;
        for (long start : starts) {
            free = session(listener, Math.max(start, free), sink, random);
        }
        List<Playlist> out = new ArrayList<>();
        for (PlaylistDraft playlist : playlists) {
            out.add(playlist.finish(listener, out.size(), scenes, facts, random));
        }
        return out;
    }

    private void beginPlaylists(Listener listener, long earliest, SplitMix64 random) {
        int count = random.nextGeometric(1 / (1 + options.playlistsPerCharacter()));
        for (int j = 0; j < count; j++) {
            long begun = earliest + (long) (random.nextDouble() * 0.8 * (end - earliest));
            int daysIn = SessionClock.daysIn(begun, options);
            PlaylistDraft playlist = new PlaylistDraft(random.nextInt(listener.tastes.size()), begun);
            int size = 6 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                int t = picker.byTaste(listener, listener.tastes.get(playlist.taste), daysIn, random);
                if (t >= 0) {
                    playlist.add(t, begun);
                }
            }
            playlists.add(playlist);
        }
    }

    /** One session; returns the earliest start of the next one. */
    private long session(Listener listener, long start, EventSink sink, SplitMix64 random) {
        long time = start;
        if (time >= end) {
            return time;
        }
        int daysIn = SessionClock.daysIn(time, options);
        double[] weights = listener.tastes.stream()
                .mapToDouble(taste -> taste.weightOn(daysIn, options.days()))
                .toArray();
        int taste = Listener.pick(weights, random);
        boolean offered = random.chance(RECOMMENDED);
        int length = 1 + random.nextGeometric(1 / SessionClock.MEAN_SESSION);
        int previous = -1;
        for (int i = 0; i < length && time < end; i++) {
            int t = choose(listener, taste, daysIn, previous, random);
            if (t < 0) {
                continue;
            }
            time = play(listener, taste, t, time, offered, sink, random);
            previous = t;
        }
        return time + BETWEEN_SESSIONS;
    }

    private int choose(Listener listener, int taste, int daysIn, int previous, SplitMix64 random) {
        double missing = listener.repeatShare - history.repeatShare();
        if (previous >= 0) {
            int t = goOn(listener, daysIn, previous, random);
            if (t >= 0 && !history.justHeard(t) && (missing > 0 || !history.heard(t))) {
                source = Source.GO_ON;
                return t;
            }
        }
        double recall = listener.repeatShare + 3 * missing;
        if (options.repeatShare() > 0 && random.chance(Math.min(0.97, recall))) {
            int t = history.recall(taste, random);
            if (t >= 0) {
                source = Source.RECALL;
                return t;
            }
        }
        if (random.chance(STRAY)) {
            source = Source.STRAY;
            return picker.byChance(listener, daysIn, random);
        }
        source = Source.TASTE;
        int t = -1;
        for (int tries = 0; tries < 4 && (t < 0 || history.heard(t)); tries++) {
            t = picker.byTaste(listener, listener.tastes.get(taste), daysIn, random);
        }
        return t;
    }

    private int goOn(Listener listener, int daysIn, int previous, SplitMix64 random) {
        double u = random.nextDouble();
        if (u < GO_ON_WITH_ALBUM) {
            return picker.onAlbum(listener, previous);
        }
        if (u < GO_ON_WITH_ALBUM + GO_ON_WITH_ARTIST && source != Source.STRAY) {
            return picker.ofArtist(listener, discography.artist(previous), daysIn, random);
        }
        return -1;
    }

    /** Plays or skips a track; returns the time at which the next one starts. */
    private long play(
            Listener listener, int taste, int t, long time, boolean offered, EventSink sink, SplitMix64 random) {
        int duration = facts.durationMillis(t);
        boolean found = source == Source.TASTE || source == Source.STRAY;
        Origin origin =
                random.chance(ORIGIN_UNKNOWN) ? Origin.UNKNOWN : found && offered ? Origin.RECOMMENDED : Origin.ORGANIC;
        boolean skip = random.chance(skipChance(listener, t, origin));
        int played = skip ? playedOfSkip(duration, random) : playedOfListen(duration, random);
        sink.event(listener.index, t, time, skip ? EventType.SKIP : EventType.LISTEN, played, origin);
        react(listener, taste, t, time + played, skip, origin, sink, random);
        if (!skip) {
            history.add(t, source == Source.STRAY ? -1 : taste);
        }
        long pause = random.chance(0.03) ? 30_000 + random.nextInt(240_000) : 300 + random.nextInt(2_500);
        return time + played + pause;
    }

    private double skipChance(Listener listener, int t, Origin origin) {
        double factor = switch (source) {
            case RECALL -> 0.55;
            case GO_ON -> 0.9;
            case TASTE -> 1.3;
            case STRAY -> 2.6;
        };
        if (origin == Origin.RECOMMENDED) {
            factor *= 1.2;
        }
        if (listener.dislikes(scenes.genreOf(discography.artist(t)))) {
            factor *= 1.5;
        }
        return Math.min(0.97, factor * options.skipShare());
    }

    private static int playedOfSkip(int duration, SplitMix64 random) {
        return random.chance(EARLY_SKIP)
                ? 500 + random.nextInt(9_500)
                : 10_000 + (int) (random.nextDouble() * 0.7 * (duration - 10_000));
    }

    private static int playedOfListen(int duration, SplitMix64 random) {
        double kind = random.nextDouble();
        if (kind < 0.85) {
            return duration;
        }
        return kind < 0.98 ? (int) (duration * (0.5 + 0.5 * random.nextDouble())) : 5_000 + random.nextInt(24_000);
    }

    private void react(
            Listener listener,
            int taste,
            int t,
            long time,
            boolean skip,
            Origin origin,
            EventSink sink,
            SplitMix64 random) {
        if (time >= end) {
            return;
        }
        EventType reaction = null;
        if (skip) {
            if (source == Source.STRAY && random.chance(DISLIKE)) {
                reaction = EventType.DISLIKE;
            } else if (liked.contains(t) && random.chance(UNLIKE)) {
                liked.remove(t);
                reaction = EventType.UNLIKE;
            }
        } else if (random.chance(LIKE) && liked.add(t)) {
            reaction = EventType.LIKE;
        } else if (source != Source.STRAY && random.chance(ADD) && keep(taste, t, time)) {
            reaction = EventType.ADD_TO_PLAYLIST;
        }
        if (reaction != null) {
            sink.event(listener.index, t, time, reaction, -1, origin);
        }
    }

    private boolean keep(int taste, int t, long time) {
        for (PlaylistDraft playlist : playlists) {
            if (playlist.taste == taste && playlist.add(t, time)) {
                return true;
            }
        }
        return false;
    }
}

package io.reco.core.data;

/**
 * Collects a data set by raw ids, in any order: an entity may be referred to before it is told. Not thread-safe.
 *
 * <p>{@link #build()} may be called once: it hands the event columns over instead of copying them.
 */
public final class DatasetBuilder {
    private final String name;
    private final CatalogBuilder catalog = new CatalogBuilder();
    private final Profiles.Builder profiles = new Profiles.Builder();
    private final Playlists.Builder playlists = new Playlists.Builder();
    private final EventLog.Builder events = new EventLog.Builder();

    DatasetBuilder(String name) {
        this.name = name;
    }

    /** The catalogue being collected. */
    public CatalogBuilder catalog() {
        return catalog;
    }

    /** The events being collected, for readers that already hold indices. */
    public EventLog.Builder events() {
        return events;
    }

    /** Index of a character; a new id is appended as "referred to". */
    public int character(String id) {
        return profiles.ids().add(id);
    }

    /** The ids of the characters, for readers that add by bytes. */
    public IdMap.Builder characterIds() {
        return profiles.ids();
    }

    /** Whether the profile itself was given. */
    public boolean characterTold(String id) {
        return profiles.told(id);
    }

    /** Whether the playlist was given. */
    public boolean playlistTold(String id) {
        return playlists.contains(id);
    }

    /**
     * Adds a character.
     *
     * @throws IllegalArgumentException if a character of this id was given before, or one of its ids is not an id;
     *     nothing is added then
     */
    public void addCharacter(Profile profile) {
        IdMap.requireId(profile.id());
        IdMap.requireIdOrEmpty(profile.accountId());
        IdMap.requireIdOrEmpty(profile.region());
        profile.likedArtists().forEach(IdMap::requireId);
        profile.likedGenres().forEach(IdMap::requireId);
        profile.dislikedGenres().forEach(IdMap::requireId);
        profile.blocks().forEach(block -> IdMap.requireId(block.targetId()));
        if (profiles.told(profile.id())) {
            throw new IllegalArgumentException("character '" + profile.id() + "' was added before");
        }
        profiles.add(profile, catalog);
    }

    /**
     * Adds a playlist.
     *
     * @throws IllegalArgumentException if a playlist of this id was given before, or one of its ids is not an id; nothing
     *     is added then
     */
    public void addPlaylist(Playlist playlist) {
        IdMap.requireId(playlist.id());
        IdMap.requireIdOrEmpty(playlist.ownerId());
        playlist.tags().forEach(IdMap::requireId);
        playlist.tracks().forEach(IdMap::requireId);
        if (playlists.contains(playlist.id())) {
            throw new IllegalArgumentException("playlist '" + playlist.id() + "' was added before");
        }
        playlists.add(
                playlist,
                playlist.ownerId().isEmpty() ? IdMap.ABSENT : character(playlist.ownerId()),
                Profiles.Builder.indices(playlist.tags(), catalog::tag),
                Profiles.Builder.indices(playlist.tracks(), catalog::track));
    }

    /**
     * Adds a listen at a time, of unknown length.
     *
     * @throws IllegalArgumentException if an id is not an id, or the time is refused by
     *     {@link EventLog.Builder#add(int, int, long, EventType)}; nothing is added then
     */
    public void addListen(String characterId, String trackId, long timeMillis) {
        IdMap.requireId(characterId);
        IdMap.requireId(trackId);
        events.requireTime(timeMillis);
        events.add(character(characterId), catalog.track(trackId), timeMillis, EventType.LISTEN);
    }

    /** The data set. The events go first: they need the most memory while they are put in order. */
    public Dataset build() {
        EventLog log = events.build(profiles.ids().size());
        return new Dataset(name, catalog.build(), profiles.build(), log, playlists.build());
    }
}

"""What the published analyses know of blocks: which opcodes, what each slot is for, what a reporter gives.

Facts of LitterBox 50ea106 in our own words. A block that is not here is unknown to it: as a statement it has no
content, as a reporter nothing is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

SlotKind = Literal[
    "number",  # a number, or what is cast to one
    "text",  # a text: what is typed stays text, also "5"
    "comparison",  # a side of = < >
    "free",  # set variable, arguments of own blocks: a number where it is one, else a text
    "condition",  # a hexagon; may be empty
    "colour",
    "key",
    "position",  # mouse pointer, random position, a sprite
    "name",  # costume, backdrop, sound, clone target, object of `of`
    "touching",
    "message",
    "option",  # pen parameter, drum, instrument, note, voice, language: the choice does not count when compared
]

EVENTS: Final = frozenset(
    {
        "event_whenflagclicked", "event_whenkeypressed", "event_whenstageclicked", "event_whenthisspriteclicked",
        "event_whenbroadcastreceived", "event_whenbackdropswitchesto", "event_whengreaterthan",
        "control_start_as_clone",
    }
)  # fmt: skip
DEFINITION: Final = "procedures_definition"
CALL: Final = "procedures_call"
STOP: Final = "control_stop"
DELETE_CLONE: Final = "control_delete_this_clone"
LOOPS: Final = frozenset({"control_forever", "control_repeat", "control_repeat_until"})
IFS: Final = frozenset({"control_if", "control_if_else"})
C_BLOCKS: Final = LOOPS | IFS
SENDS: Final = ("event_broadcast", "event_broadcastandwait")
RECEIVE: Final = "event_whenbroadcastreceived"
SWITCHES: Final = ("looks_switchbackdropto", "looks_switchbackdroptoandwait")
CREATE_CLONE: Final = "control_create_clone_of"
DATA: Final = frozenset({"data_variable", "data_listcontents"})
PARAMETERS: Final = frozenset({"argument_reporter_string_number", "argument_reporter_boolean"})
# What `[] of []` can ask of a sprite or the stage; anything else is a variable.
PROPERTIES: Final = frozenset(
    {
        "x position", "y position", "direction", "costume #", "costume name", "size", "volume", "backdrop name",
        "backdrop #",
    }
)  # fmt: skip

NUMBERS: Final = frozenset(
    {
        "operator_add", "operator_subtract", "operator_multiply", "operator_divide", "operator_mod", "operator_random",
        "operator_round", "operator_length", "operator_mathop", "data_lengthoflist", "data_itemnumoflist",
        "sensing_timer", "sensing_dayssince2000", "sensing_current", "sensing_distanceto", "sensing_mousex",
        "sensing_mousey", "sensing_loudness", "sound_volume", "motion_xposition", "motion_yposition",
        "motion_direction", "looks_size", "music_getTempo",
    }
)  # fmt: skip
TEXTS: Final = frozenset(
    {
        "operator_join", "operator_letter_of", "sensing_username", "sensing_answer", "data_itemoflist",
        "looks_costumenumbername", "looks_backdropnumbername", "sensing_of", "translate_getTranslate",
        "translate_getViewerLanguage",
    }
)  # fmt: skip
BOOLEANS: Final = frozenset(
    {
        "sensing_touchingobject", "sensing_touchingcolor", "sensing_coloristouchingcolor", "sensing_keypressed",
        "sensing_mousedown", "operator_lt", "operator_gt", "operator_equals", "operator_and", "operator_or",
        "operator_not", "operator_contains", "data_listcontainsitem",
    }
)  # fmt: skip
REPORTERS: Final = NUMBERS | TEXTS | BOOLEANS | DATA | PARAMETERS

_MOTION: Final = """
    movesteps STEPS:number; turnright DEGREES:number; turnleft DEGREES:number; goto TO:position;
    gotoxy X:number Y:number; glideto SECS:number TO:position; glidesecstoxy SECS:number X:number Y:number;
    pointindirection DIRECTION:number; pointtowards TOWARDS:position; changexby DX:number; setx X:number;
    changeyby DY:number; sety Y:number; ifonedgebounce; setrotationstyle;
    xposition; yposition; direction
"""
_LOOKS: Final = """
    sayforsecs MESSAGE:text SECS:number; say MESSAGE:text; thinkforsecs MESSAGE:text SECS:number; think MESSAGE:text;
    show; hide; switchcostumeto COSTUME:name; nextcostume; switchbackdropto BACKDROP:name;
    switchbackdroptoandwait BACKDROP:name; nextbackdrop; changesizeby CHANGE:number; setsizeto SIZE:number;
    changeeffectby CHANGE:number; seteffectto VALUE:number; cleargraphiceffects; gotofrontback;
    goforwardbackwardlayers NUM:number; costumenumbername; backdropnumbername; size
"""
_SOUND: Final = """
    playuntildone SOUND_MENU:name; play SOUND_MENU:name; stopallsounds; changeeffectby VALUE:number;
    seteffectto VALUE:number; cleareffects; changevolumeby VOLUME:number; setvolumeto VOLUME:number; volume
"""
_EVENT: Final = """
    whenflagclicked; whenkeypressed; whenstageclicked; whenthisspriteclicked; whenbroadcastreceived;
    whenbackdropswitchesto; whengreaterthan VALUE:number;
    broadcast BROADCAST_INPUT:message; broadcastandwait BROADCAST_INPUT:message
"""
_CONTROL: Final = """
    wait DURATION:number; repeat TIMES:number; forever; if CONDITION:condition; if_else CONDITION:condition;
    wait_until CONDITION:condition; repeat_until CONDITION:condition; stop; start_as_clone;
    create_clone_of CLONE_OPTION:name; delete_this_clone
"""
_SENSING: Final = """
    askandwait QUESTION:text; setdragmode; resettimer; touchingobject TOUCHINGOBJECTMENU:touching;
    touchingcolor COLOR:colour; coloristouchingcolor COLOR:colour COLOR2:colour; distanceto DISTANCETOMENU:position;
    answer; keypressed KEY_OPTION:key; mousedown; mousex; mousey; loudness; timer; of OBJECT:name; current;
    dayssince2000; username
"""
_OPERATOR: Final = """
    add NUM1:number NUM2:number; subtract NUM1:number NUM2:number; multiply NUM1:number NUM2:number;
    divide NUM1:number NUM2:number; mod NUM1:number NUM2:number; random FROM:number TO:number; round NUM:number;
    mathop NUM:number; lt OPERAND1:comparison OPERAND2:comparison; gt OPERAND1:comparison OPERAND2:comparison;
    equals OPERAND1:comparison OPERAND2:comparison; and OPERAND1:condition OPERAND2:condition;
    or OPERAND1:condition OPERAND2:condition; not OPERAND:condition; join STRING1:text STRING2:text;
    letter_of LETTER:number STRING:text; length STRING:text; contains STRING1:text STRING2:text
"""
_DATA: Final = """
    setvariableto VALUE:free; changevariableby VALUE:number; showvariable; hidevariable; addtolist ITEM:text;
    deleteoflist INDEX:number; deletealloflist; insertatlist ITEM:text INDEX:number;
    replaceitemoflist INDEX:number ITEM:text; showlist; hidelist; itemoflist INDEX:number; itemnumoflist ITEM:free;
    lengthoflist; listcontainsitem ITEM:text; variable; listcontents
"""
_PEN: Final = """
    clear; stamp; penDown; penUp; setPenColorToColor COLOR:colour;
    setPenColorParamTo COLOR_PARAM:option VALUE:number; changePenColorParamBy COLOR_PARAM:option VALUE:number;
    setPenSizeTo SIZE:number; changePenSizeBy SIZE:number
"""
_MUSIC: Final = """
    playDrumForBeats DRUM:option BEATS:number; restForBeats BEATS:number; playNoteForBeats NOTE:option BEATS:number;
    setInstrument INSTRUMENT:option; setTempo TEMPO:number; changeTempo TEMPO:number; getTempo
"""
_SPEECH: Final = "speakAndWaitBlock WORDS:text; setVoiceBlock VOICE:option; setLanguageBlock LANGUAGE:option"
_TRANSLATE: Final = "getTranslate WORDS:text LANGUAGE:option; getViewerLanguage"
_OTHER: Final = "procedures_call; procedures_definition; argument_reporter_string_number; argument_reporter_boolean"


def _slots(prefix: str, lines: str) -> Mapping[str, tuple[tuple[str, SlotKind], ...]]:
    found: dict[str, tuple[tuple[str, SlotKind], ...]] = {}
    for line in lines.split(";"):
        opcode, *slots = line.split()
        found[prefix + opcode] = tuple(tuple(slot.split(":")) for slot in slots)  # type: ignore[misc]
    return found


# Every known block: its slots in the order in which they are read, and what each is for.
SLOTS: Final[Mapping[str, tuple[tuple[str, SlotKind], ...]]] = {
    **_slots("motion_", _MOTION), **_slots("looks_", _LOOKS), **_slots("sound_", _SOUND), **_slots("event_", _EVENT),
    **_slots("control_", _CONTROL), **_slots("sensing_", _SENSING), **_slots("operator_", _OPERATOR),
    **_slots("data_", _DATA), **_slots("pen_", _PEN), **_slots("music_", _MUSIC), **_slots("text2speech_", _SPEECH),
    **_slots("translate_", _TRANSLATE), **_slots("", _OTHER),
}  # fmt: skip
# What each slot is for, by block and slot; of a call every slot is free.
SLOT_KINDS: Final[Mapping[tuple[str, str], SlotKind]] = {
    (opcode, name): kind for opcode, slots in SLOTS.items() for name, kind in slots
}
# Slots without which a block cannot be read, and is left out: all but conditions.
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    opcode: needed
    for opcode, slots in SLOTS.items()
    if (needed := tuple(name for name, kind in slots if kind != "condition"))
}
STATEMENTS: Final = frozenset(SLOTS) - REPORTERS - EVENTS - {DEFINITION}

# Groups that several findings ask for.
MOVES: Final = frozenset(
    {
        "motion_movesteps", "motion_turnright", "motion_turnleft", "motion_gotoxy", "motion_goto",
        "motion_glidesecstoxy", "motion_glideto", "motion_pointindirection", "motion_pointtowards",
        "motion_changexby", "motion_setx", "motion_changeyby", "motion_sety", "motion_ifonedgebounce",
        "motion_setrotationstyle", "sensing_setdragmode",
    }
)  # fmt: skip
SPRITE_LOOKS: Final = frozenset(
    {
        "looks_show", "looks_hide", "looks_say", "looks_sayforsecs", "looks_think", "looks_thinkforsecs",
        "looks_switchcostumeto", "looks_nextcostume", "looks_setsizeto", "looks_changesizeby", "looks_gotofrontback",
        "looks_goforwardbackwardlayers",
    }
)  # fmt: skip
# Asked in a loop: keys, mouse, touches. A distance counts for some findings only.
SENSORS: Final = frozenset(
    {
        "sensing_keypressed",
        "sensing_touchingobject",
        "sensing_mousedown",
        "sensing_touchingcolor",
        "sensing_coloristouchingcolor",
    }
)
TOUCHES: Final = frozenset({"sensing_touchingobject", "sensing_touchingcolor", "sensing_coloristouchingcolor"})
# What takes time: the program stands there while something else may happen.
GLIDES: Final = frozenset({"motion_glideto", "motion_glidesecstoxy"})
TIMED: Final = GLIDES | {"control_wait", "looks_sayforsecs", "looks_thinkforsecs", "sound_playuntildone"}
# Where = < > or `distance to` give a place on the stage.
PLACES_ON_STAGE: Final = frozenset(
    {"sensing_mousex", "sensing_mousey", "motion_xposition", "motion_yposition", "sensing_distanceto"}
)
LIST_CHANGES: Final = frozenset(
    {"data_addtolist", "data_deleteoflist", "data_deletealloflist", "data_insertatlist", "data_replaceitemoflist"}
)
LIST_REPORTERS: Final = frozenset(
    {"data_itemoflist", "data_itemnumoflist", "data_lengthoflist", "data_listcontainsitem"}
)
VARIABLE_BLOCKS: Final = frozenset(
    {"data_setvariableto", "data_changevariableby", "data_showvariable", "data_hidevariable", "data_variable"}
)
LIST_BLOCKS: Final = LIST_CHANGES | LIST_REPORTERS | {"data_showlist", "data_hidelist", "data_listcontents"}

"""The options before every `-i` of a stranger's file. Without them ffmpeg follows play lists to other files."""

FORMATS = "mov,matroska,webm,avi,mpegts,flv,mp3,wav,ogg,aac,asf,mpeg,3gp,flac,amr"
#: What cameras, phones, meeting rooms and the last twenty years write. Each further decoder is one more way in.
CODECS = (
    "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mpeg4,msmpeg4,msmpeg4v2,msmpeg4v1,mpeg2video,mpeg1video,"
    "mpegvideo,mjpeg,png,h263,flv,wmv1,wmv2,wmv3,vc1,prores,dnxhd,dvvideo,theora,"
    "aac,aac_latm,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,flac,alac,amrnb,amrwb,wmav1,wmav2,wmapro,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav"
)
MAX_PIXELS = (
    34_000_000  # 7680 × 4320 and the rows that codecs add; the most the rule media.megapixels may say
)


def safe_input() -> dict[str, str]:
    """For `ffmpeg.input(path, **safe_input())`."""
    return {
        "protocol_whitelist": "file",
        "format_whitelist": FORMATS,
        "codec_whitelist": CODECS,
        "max_pixels": str(MAX_PIXELS),
    }


def before_input() -> list[str]:
    """The same as arguments."""
    return [part for key, value in safe_input().items() for part in (f"-{key}", value)]

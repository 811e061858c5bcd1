"""Pages made to hurt, by what they do. `{port}` is a socket of this machine that must hear nothing."""

from __future__ import annotations

from collections.abc import Mapping

WITH_SCRIPTS: Mapping[str, str] = {
    "busy for ever": "<script>while(true){}</script>",
    "busy for ever after it is there": "<script>onload=()=>setTimeout(()=>{while(true){}},0)</script>",
    "dialogs without end": "<script>for(;;){alert(1);confirm(2);prompt(3)}</script>",
    "a few dialogs": "<script>for(let i=0;i<50;i++)alert(i)</script>",
    "popups": "<script>for(let i=0;i<200;i++)window.open('index.html?'+i)</script><a id=a target=_blank href='?'>x</a>"
    "<script>for(let i=0;i<20;i++)document.getElementById('a').click()</script>",
    "itself in frames": "<script>for(let i=0;i<300;i++){let f=document.createElement('iframe');f.src='index.html?'+"
    "Math.random();document.body.append(f)}</script>",
    "a huge canvas": "<canvas id=c width=30000 height=30000></canvas>"
    "<script>c.getContext('2d').fillRect(0,0,30000,30000)</script>",
    "all memory": "<script>let a=[];for(;;)a.push(new Array(1e6).fill(a.length))</script>",
    "much to say": "<script>for(let i=0;i<100000;i++)console.log('x'.repeat(99)+i)</script>",
    "away by script": "<script>location='http://127.0.0.1:{port}/'</script>",
    "again and again": "<script>location.reload()</script>",
    "a service worker": "<script>navigator.serviceWorker&&navigator.serviceWorker.register('sw.js')</script>",
    "asks this machine": "<script>fetch('http://127.0.0.1:{port}/').catch(()=>{});"
    "navigator.sendBeacon('http://127.0.0.1:{port}/');new WebSocket('ws://127.0.0.1:{port}/');"
    "new EventSource('http://127.0.0.1:{port}/');new Image().src='http://127.0.0.1:{port}/'</script>",
    "calls a server of its own": "<script>try{let p=new RTCPeerConnection({iceServers:[{urls:"
    "'turn:127.0.0.1:{port}?transport=tcp',username:'a',credential:'b'}]});p.createDataChannel('a');"
    "p.createOffer().then(o=>p.setLocalDescription(o))}catch(e){}</script>",
    "a work of its own": "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('http://127.0.0.1:{port}/')\"])))"
    "</script>",
    "other words for ours": "<script>Array.prototype.map=Array.prototype.slice=JSON.stringify=()=>{throw 1};"
    "Element.prototype.getBoundingClientRect=()=>({});document.querySelectorAll=()=>[]</script>",
    "no document": "<script>document.documentElement.remove()</script>",
}
WITHOUT_SCRIPTS: Mapping[str, str] = {
    "away at once": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:{port}/'>",
    "away to itself": "<meta http-equiv=refresh content='0'>",
    "5,000,000 pixels high": "<div style='height:5000000px;background:linear-gradient(red,blue)'>high</div>",
    "200,000 pixels wide": "<div style='width:200000px;background:red'>wide</div>",
    "itself in frames": "<iframe src='index.html?1'></iframe>" * 30,
    "knocks before it asks": "<link rel=preconnect href='http://127.0.0.1:{port}'><link rel=dns-prefetch "
    "href='//kru.example'><link rel=prefetch href='http://127.0.0.1:{port}/a'><link rel=prerender "
    "href='http://127.0.0.1:{port}/b'>",
    "brings everything from elsewhere": "<link rel=stylesheet href='http://127.0.0.1:{port}/a.css'><style>@import "
    "'http://127.0.0.1:{port}/b.css';@font-face{{font-family:f;src:url(http://127.0.0.1:{port}/f)}}body{{font-family:f;"
    "background:url(http://127.0.0.1:{port}/c)}}</style><img src='http://127.0.0.1:{port}/d.png' srcset="
    "'http://127.0.0.1:{port}/e.png 2x'><video src='http://127.0.0.1:{port}/v' poster='http://127.0.0.1:{port}/p'></video>"
    "<iframe src='http://127.0.0.1:{port}/i'></iframe><object data='http://127.0.0.1:{port}/o'></object>"
    "<embed src='http://127.0.0.1:{port}/m'>",
    "files of this machine": "<iframe src='file:///etc/hostname'></iframe><img src='file:///etc/hostname'>",
}
